package farestream.payout;

import farestream.money.Money;
import java.util.Optional;

/// What a driver is paid of one bill.
///
/// @param paymentRow the row's `id` in `payment`; empty in a preview, which makes no row. (The
///     workshop's column `payment_id` is something else: how the driver is paid.)
/// @param billId the bill's id in `billing`
/// @param cycle as written on the bill
public record DriverPayment(
    Optional<Integer> paymentRow, int billId, long driverId, int cycle, Money billed, Money paid) {

  /// What the platform keeps: with what is paid, the bill to the cent.
  public Money commission() {
    return billed.minus(paid);
  }

  DriverPayment withoutRow() {
    return new DriverPayment(Optional.empty(), billId, driverId, cycle, billed, paid);
  }
}
