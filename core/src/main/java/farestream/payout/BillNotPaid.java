package farestream.payout;

import farestream.money.Money;

/// A completed bill for which no payment is made.
///
/// @param billId the bill's id in `billing`
/// @param cycle the cycle number on the bill
/// @param balance the balance of the bill; if it is carried, the amount that goes into the next
///     bill
public record BillNotPaid(
    long billId, long driverId, int cycle, Money billed, Money balance, Reason reason) {

  /// Why no payment is made.
  public enum Reason {
    /// The balance is negative or below the cycle's minimum, so it is carried into the next bill.
    CARRIED,
    /// The amount is negative and the bill is manual. Manual bills don't carry balances.
    BELOW_ZERO,
    /// The driver's part is offset by cash that the driver holds or by adjustments to earlier
    /// bills.
    NOTHING_LEFT,
    /// The bill has no driver's part.
    NOTHING_EARNED,
    /// The driver's share is zero, or the driver's part is less than half a cent.
    SHARE_ROUNDS_TO_NOTHING
  }
}
