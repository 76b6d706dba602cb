package farestream.billing;

import java.time.Instant;
import java.time.ZoneId;

/// A billing cycle: each starts where the one before it ended.
///
/// @param number from 2; the workshop's migrated history is cycle 1
/// @param starts of the first cycle, the midnight in the city before its earliest trip
/// @param ends the cut-off: trips that ended before it are billed, one at that very instant is
///     not
/// @param zone of the city, in which a billing day begins at midnight
public record Cycle(int number, Instant starts, Instant ends, ZoneId zone, Terms terms) {

  /// The number of the first cycle that is closed here.
  static final int FIRST = 2;
}
