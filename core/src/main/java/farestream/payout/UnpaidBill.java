package farestream.payout;

import farestream.money.Money;
import java.util.Optional;

/// A completed bill without a payment that counts: it has none, or only failed or returned ones.
///
/// @param paymentRow the id in `payment` of the payment just made; empty if none was made
record UnpaidBill(
    long billId,
    long driverId,
    int cycle,
    Money billed,
    Money driversPart,
    Money platformsPart,
    Money carriedOut,
    Money payable,
    Optional<Long> paymentRow) {

  /// Selects unpaid bills. Bills without a positive amount to pay are included if they are manual
  /// or belong to the last cycle; those of earlier cycles are settled by the carried balance.
  static final String UNPAID =
      """
      select billing.id, billing.driver_id, billing.billing_cycle, billing.billing_amount,
        billing.drivers_part, billing.platform_part, billing.carried_out, billing.payable,
        coalesce(drivers.payment_id, 7) as payment_id
      from billing join drivers using (driver_id)
      where billing.billing_status = 'completed'
        and (billing.payable > 0 or billing.made_by = 'manual'
          or billing.billing_cycle >= (select coalesce(max(cycle), 0) from billing_cycle))
        and not exists (
          select from payment
          where billing_id = billing.id and payment_counts(payment_status))
      """;

  /// The select list for this record, from [#UNPAID].
  static final String COLUMNS =
      """
      unpaid.id as bill_id, unpaid.driver_id, unpaid.billing_cycle as cycle,
        unpaid.billing_amount as billed, unpaid.drivers_part, unpaid.platform_part as platforms_part,
        unpaid.carried_out, unpaid.payable
      """;

  DriverPayment payment() {
    return new DriverPayment(paymentRow, billId, driverId, cycle, billed, payable, platformsPart);
  }

  BillNotPaid notPaid() {
    return new BillNotPaid(billId, driverId, cycle, billed, payable.plus(carriedOut), reason());
  }

  private BillNotPaid.Reason reason() {
    if (!carriedOut.isZero()) {
      return BillNotPaid.Reason.CARRIED;
    }
    if (payable.isNegative()) {
      return BillNotPaid.Reason.BELOW_ZERO;
    }
    if (!driversPart.isZero()) {
      return BillNotPaid.Reason.NOTHING_LEFT;
    }
    return platformsPart.isPositive()
        ? BillNotPaid.Reason.SHARE_ROUNDS_TO_NOTHING
        : BillNotPaid.Reason.NOTHING_EARNED;
  }
}
