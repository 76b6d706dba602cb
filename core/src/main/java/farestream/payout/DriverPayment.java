package farestream.payout;

import farestream.money.Money;
import java.util.Optional;

/// What a driver is paid of one bill.
///
/// @param paymentRow the row's `id` in `payment`; empty in a preview, which makes no row. (The
///     workshop's column `payment_id` is something else: how the driver is paid.)
/// @param billId the bill's id in `billing`
/// @param cycle as written on the bill
/// @param platformsPart what the platform keeps of the bill. Both are the bill to the cent, but
///     for taxes, cash, corrections and carried balances.
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
