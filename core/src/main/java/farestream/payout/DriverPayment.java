package farestream.payout;

import farestream.money.Money;
import java.util.Optional;

/// A payment of one bill.
///
/// @param paymentRow the id in `payment`; empty in a preview. The workshop's column `payment_id`
///     is something else, the driver's way of being paid.
/// @param billId the bill's id in `billing`
/// @param cycle the cycle number on the bill
/// @param platformsPart the platform's part of the bill. `paid` and `platformsPart` add up to
///     `billed` unless the bill has taxes, cash, adjustments or carried balances.
public record DriverPayment(
    Optional<Long> paymentRow,
    long billId,
    long driverId,
    int cycle,
    Money billed,
    Money paid,
    Money platformsPart) {

  DriverPayment withoutRow() {
    return new DriverPayment(
        Optional.empty(), billId, driverId, cycle, billed, paid, platformsPart);
  }
}
