package farestream.payout;

import farestream.money.Money;

/// A bill that comes to no payment.
///
/// @param billId the bill's id in `billing`
/// @param cycle as written on the bill
/// @param balance what it comes to: of a bill that is carried, what goes into the next
public record BillNotPaid(
    long billId, long driverId, int cycle, Money billed, Money balance, Reason reason) {

  /// Why nothing is paid.
  public enum Reason {
    /// It is below zero, or less than the cycle's minimum: the balance goes into the next bill.
    CARRIED,
    /// It is below zero and made by hand: such bills know nothing of balances.
    BELOW_ZERO,
    /// The driver has had it already: in cash, or by what corrects earlier bills.
    NOTHING_LEFT,
    /// Nothing of it is the driver's.
    NOTHING_EARNED,
    /// The driver's share of it is nothing, or less than half a cent.
    SHARE_ROUNDS_TO_NOTHING
  }
}
