package farestream.statement;

import java.time.Instant;
import java.util.Optional;

/// A correction of a trip on an earlier bill.
///
/// @param dropoff the drop-off in the current version of the trip
/// @param billId the bill with the corrected line
/// @param cycle the cycle of that bill
/// @param difference the difference to the line and its previous corrections
/// @param changed what changed, such as `tolls 2.96 instead of 4.96`; empty if the cause was a
///     resolved dispute or the change is no longer recorded
public record Correction(
    long tripId,
    String tripInfo,
    Instant dropoff,
    long billId,
    int cycle,
    Split difference,
    String reason,
    Optional<String> changed) {

  /// Returns reason and change on one line.
  public String why() {
    return changed.map(change -> reason + ": " + change).orElse(reason);
  }
}
