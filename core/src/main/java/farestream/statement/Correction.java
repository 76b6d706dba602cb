package farestream.statement;

import java.time.Instant;
import java.util.Optional;

/// What changed in a trip after it was billed.
///
/// @param dropoff as it stands now
/// @param billId the bill that holds the line corrected
/// @param cycle of that bill
/// @param difference to what the line, and the corrections before this one, say
/// @param changed what it was that changed, such as `tolls 2.96 instead of 4.96`; empty where it
///     was a decision on a dispute, or left no trace
public record Correction(
    long tripId,
    String tripInfo,
    Instant dropoff,
    long billId,
    int cycle,
    Split difference,
    String reason,
    Optional<String> changed) {

  /// Reason and change, on one line.
  public String why() {
    return changed.map(change -> reason + ": " + change).orElse(reason);
  }
}
