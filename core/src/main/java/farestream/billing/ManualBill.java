package farestream.billing;

import farestream.money.Money;
import java.time.Instant;

/// A bill that a user inserted directly, as the lab does, and whose trips a cycle therefore leaves
/// out. Its period is open at both ends, as in the lab's INSERT: a trip that ended exactly at
/// `starts` or `ends` is not in it.
///
/// @param billId the id in `billing`
/// @param billedRides the number of rides on the bill
/// @param billedAmount the amount on the bill
/// @param heldRides the number of trips in its period at present
/// @param heldAmount the sum of their totals
/// @param leftOutRides how many of these trips ended before the cycle's cut-off
/// @param leftOutAmount the sum of their totals
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

  /// Returns whether the bill equals the trips of its period. If it doesn't, a trip arrived or was
  /// amended after the bill was made, so a trip is unbilled or was billed with another amount.
  public boolean matchesItsTrips() {
    return billedRides == heldRides && billedAmount.equals(heldAmount);
  }
}
