package farestream.payout;

import farestream.money.Money;

/// A bill that comes to no payment. It stays unpaid, and is told of each time.
///
/// @param billId the bill's id in `billing`
/// @param cycle as written on the bill
public record BillNotPaid(int billId, long driverId, int cycle, Money billed, Reason reason) {

  /// Why nothing is paid.
  public enum Reason {
    /// The bill is zero or, after refunds, below.
    NOTHING_EARNED,
    /// The driver's share of it is nothing, or less than half a cent.
    SHARE_ROUNDS_TO_NOTHING
  }

  static BillNotPaid of(DriverPayment ofNothing) {
    return new BillNotPaid(
        ofNothing.billId(),
        ofNothing.driverId(),
        ofNothing.cycle(),
        ofNothing.billed(),
        ofNothing.billed().isPositive() ? Reason.SHARE_ROUNDS_TO_NOTHING : Reason.NOTHING_EARNED);
  }
}
