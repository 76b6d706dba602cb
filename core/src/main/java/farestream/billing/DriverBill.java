package farestream.billing;

import farestream.money.Money;
import java.util.Optional;

/// A driver's bill of one cycle.
///
/// @param billId the id in `billing`; empty in a preview
/// @param rides the number of trips; 0 if the bill has only adjustments or a carried balance
/// @param amount the sum of the trips' totals, which consists of the driver's part, taxes, the
///     withheld part and the platform's part
/// @param driversPart the driver's part of `amount`
/// @param taxes the taxes and surcharges in `amount`, which are passed on
/// @param withheld the part of `amount` that is unpaid or disputed
/// @param cashHeld the part of `amount` that the driver collected in cash
/// @param adjustment the sum of the adjustments to earlier bills; positive in the driver's favour
/// @param carriedIn the balance carried over from the driver's previous bill
/// @param carriedOut the balance carried into the next bill, because it is negative or below the
///     minimum payout
/// @param payable the amount to pay to the driver
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

  /// Returns the platform's part of `amount`.
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
