package farestream.view;

import farestream.payout.BillNotPaid;
import farestream.payout.DriverPayment;
import farestream.payout.Payments;
import farestream.payout.Payout;
import farestream.payout.Payout.Outcome.Paid;
import farestream.payout.RecordedPayment;
import java.util.List;
import java.util.Optional;

/// Views of payments, their states, and bills that aren't paid.
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
          .detail("actor", RecordedPayment::actor)
          .detail("madeBy", RecordedPayment::madeBy)
          .detail("endToEndId", RecordedPayment::endToEndId);

  /// The total of payments by status.
  public static final View<Payments.Total> TOTAL =
      View.<Payments.Total>empty()
          .column("status", Payments.Total::status)
          .column("payments", Payments.Total::payments)
          .column("amount", Payments.Total::amount);

  /// A change of a payment's status.
  public static final View<RecordedPayment.Event> EVENT =
      View.<RecordedPayment.Event>empty()
          .column("when", "at", RecordedPayment.Event::happenedAt)
          .column("status", RecordedPayment.Event::status)
          .column("by", "actor", RecordedPayment.Event::actor)
          .column("reason", RecordedPayment.Event::reason);

  /// A payment that `pay` makes immediately, without a bank file.
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

  /// The outcome of `pay` without a bank file.
  public static final View<Payout.Outcome> OUTCOME =
      View.<Payout.Outcome>empty()
          .list("payments", PAID, outcome -> paid(outcome).map(Paid::payments).orElse(List.of()))
          .optional("driversWithoutAccount", outcome -> paid(outcome).map(Paid::withoutAccount))
          .list("notPaid", NOT_PAID, Payout.Outcome::notPaid);

  private PaymentViews() {}

  private static Optional<Paid> paid(Payout.Outcome outcome) {
    return outcome instanceof Paid paid ? Optional.of(paid) : Optional.empty();
  }

  /// Returns why a bill isn't paid.
  public static String why(BillNotPaid bill) {
    return switch (bill.reason()) {
      case CARRIED -> "its balance of %s is carried into the next bill".formatted(bill.balance());
      case BELOW_ZERO ->
          "its balance is below zero, and a manual bill's balance is not carried over";
      case NOTHING_LEFT -> "nothing remains after cash, corrections and the balance carried in";
      case NOTHING_EARNED -> "its amount is zero";
      case SHARE_ROUNDS_TO_NOTHING -> "the driver's share is less than half a cent";
    };
  }
}
