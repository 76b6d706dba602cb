package farestream.billing;

import farestream.money.Money;
import java.time.Instant;

/// A bill that somebody made by hand, as the lab does, and whose period holds trips that we
/// therefore leave out. Its period is open at both ends, as in the lab's INSERT: a trip that
/// ended at `starts` or `ends` exactly is not in it.
///
/// @param billId the row's id in `billing`
/// @param billedRides what the bill says it holds
/// @param billedAmount what the bill says they come to
/// @param heldRides how many trips its period holds by now
/// @param heldAmount what these come to
/// @param leftOutRides how many of those held ended before our cut-off
/// @param leftOutAmount what these come to
public record ManualBill(
    long billId,
    long driverId,
    Instant starts,
    Instant ends,
    long billedRides,
    Money billedAmount,
    long heldRides,
    Money heldAmount,
    long leftOutRides,
    Money leftOutAmount) {

  /// Whether the bill is for the trips that its period holds. Where it isn't, a trip came or was
  /// amended after the bill was made, and is in no bill, or was billed with another amount.
  public boolean matchesItsTrips() {
    return billedRides == heldRides && billedAmount.equals(heldAmount);
  }
}
