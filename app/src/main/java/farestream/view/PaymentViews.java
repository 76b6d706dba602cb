package farestream.view;

import farestream.payout.BillNotPaid;
import farestream.payout.DriverPayment;
import farestream.payout.Payments;
import farestream.payout.RecordedPayment;

/// Payments, their states, and bills that come to none.
public final class PaymentViews {
  public static final View<RecordedPayment> PAYMENT =
      View.<RecordedPayment>empty()
          .column("payment", RecordedPayment::id)
          .column("bill", RecordedPayment::billId)
          .column("driver", RecordedPayment::driverId)
          .column("cycle", RecordedPayment::cycle)
          .column("amount", RecordedPayment::amount)
          .column("status", RecordedPayment::status)
          .column("since", RecordedPayment::statusAt)
          .column("batch", RecordedPayment::messageId)
          .prose("reason", RecordedPayment::statusReason)
          .detail("by", RecordedPayment::byWhom)
          .detail("madeBy", RecordedPayment::madeBy)
          .detail("endToEndId", RecordedPayment::endToEndId);

  /// What they come to by status.
  public static final View<Payments.Total> TOTAL =
      View.<Payments.Total>empty()
          .column("status", Payments.Total::status)
          .column("payments", Payments.Total::payments)
          .column("amount", Payments.Total::amount);

  /// A state that one came to.
  public static final View<RecordedPayment.Event> EVENT =
      View.<RecordedPayment.Event>empty()
          .column("when", "at", RecordedPayment.Event::happenedAt)
          .column("status", RecordedPayment.Event::status)
          .column("by", RecordedPayment.Event::byWhom)
          .column("reason", RecordedPayment.Event::reason);

  /// One that `pay` makes at once.
  public static final View<DriverPayment> PAID =
      View.<DriverPayment>empty()
          .column("payment", DriverPayment::paymentRow)
          .column("bill", DriverPayment::billId)
          .column("driver", DriverPayment::driverId)
          .column("cycle", DriverPayment::cycle)
          .amount("billed", DriverPayment::billed)
          .amount("paid", DriverPayment::paid)
          .amount("platform's share", "platformShare", DriverPayment::platformsPart);

  public static final View<BillNotPaid> NOT_PAID =
      View.<BillNotPaid>empty()
          .column("bill", BillNotPaid::billId)
          .column("driver", BillNotPaid::driverId)
          .column("billed", BillNotPaid::billed)
          .column("balance", BillNotPaid::balance)
          .column("reason", PaymentViews::why);

  private PaymentViews() {}

  /// Why a bill comes to no payment.
  public static String why(BillNotPaid bill) {
    return switch (bill.reason()) {
      case CARRIED -> "its balance of %s is carried into the next bill".formatted(bill.balance());
      case BELOW_ZERO -> "it is below zero, and what is made by hand is not carried";
      case NOTHING_LEFT -> "nothing is left of it after cash, corrections and what was carried";
      case NOTHING_EARNED -> "it comes to nothing";
      case SHARE_ROUNDS_TO_NOTHING -> "the driver's share is less than half a cent";
    };
  }
}
