package farestream.billing;

import java.time.Instant;
import java.time.ZoneId;

/// A billing cycle. Each cycle starts where the previous one ended.
///
/// @param number 2 or more, since the workshop's migrated history is cycle 1
/// @param starts the end of the previous cycle; for the first cycle, midnight in the city before
///     its earliest trip
/// @param ends the cut-off, which is exclusive: trips that ended before it are billed
/// @param zone the city's time zone, in which billing days begin at midnight
public record Cycle(int number, Instant starts, Instant ends, ZoneId zone, Terms terms) {

  /// The number of the first cycle that Farestream closes.
  static final int FIRST = 2;
}
