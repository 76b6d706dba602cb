package farestream.billing;

import farestream.money.Money;
import java.util.Optional;

/// What one driver's trips of a cycle come to, and what he is to be paid.
///
/// @param billId the row's id in `billing`; empty in a preview, which makes no row
/// @param rides trips in this bill; adjustments and carried balances may come without any
/// @param amount the trips' totals: with `driversPart`, `taxes` and `withheld`, the rest is the
///     platform's
/// @param driversPart of `amount`
/// @param taxes of `amount`: taxes and surcharges, passed on
/// @param withheld of `amount`: what nobody paid, or is in dispute
/// @param cashHeld of `amount`: what the driver took in cash
/// @param adjustment what corrections of earlier bills come to, in the driver's favour
/// @param carriedIn the balance that the driver's bill before left open
/// @param carriedOut the balance left to the next bill: below zero, or below the minimum payout
/// @param payable what is to be paid
public record DriverBill(
    Optional<Long> billId,
    long driverId,
    long rides,
    Money amount,
    Money driversPart,
    Money taxes,
    Money withheld,
    Money cashHeld,
    Money adjustment,
    Money carriedIn,
    Money carriedOut,
    Money payable) {

  /// What is left of `amount` to the platform.
  public Money platformsPart() {
    return amount.minus(driversPart).minus(taxes).minus(withheld);
  }

  DriverBill withoutId() {
    return new DriverBill(
        Optional.empty(),
        driverId,
        rides,
        amount,
        driversPart,
        taxes,
        withheld,
        cashHeld,
        adjustment,
        carriedIn,
        carriedOut,
        payable);
  }
}
