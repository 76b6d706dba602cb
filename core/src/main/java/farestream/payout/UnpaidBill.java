package farestream.payout;

import farestream.money.Money;
import java.util.Optional;

/// A completed bill that has no payment, or none but such as failed or came back.
///
/// @param paymentRow of the payment that it has just got
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

  /// Of those that come to no payment ours are told of until the next cycle, for a closed cycle
  /// never changes and a balance is carried into the next. With `billing` as it is read.
  static final String UNPAID =
      """
      select billing.id, billing.driver_id, billing.billing_cycle, billing.billing_amount,
        billing.drivers_part, billing.platform_part, billing.carried_out, billing.payable,
        coalesce(drivers.payment_id, 7) as payment_id
      from billing join drivers using (driver_id)
      where billing.billing_status = 'completed'
        and (billing.payable > 0 or billing.made_by = 'hand'
          or billing.billing_cycle >= (select coalesce(max(cycle), 0) from billing_cycle))
        and not exists (
          select from payment
          where billing_id = billing.id and payment_counts(payment_status))
      """;

  /// The columns of this record, from [#UNPAID].
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
