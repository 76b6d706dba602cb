package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.payout.RecordedPayment;

/// A payment, as a program reads it.
final class PaymentText {
  private PaymentText() {}

  static void json(RecordedPayment payment, ObjectNode node) {
    node.put("payment", payment.id());
    node.put("bill", payment.billId());
    node.put("driver", payment.driverId());
    node.put("cycle", payment.cycle().orElse(null));
    node.put("amount", payment.amount().amount());
    node.put("status", payment.status());
    node.put("since", payment.statusAt().toString());
    node.put("reason", payment.statusReason().orElse(null));
    node.put("by", payment.byWhom());
    node.put("madeBy", payment.madeBy());
    node.put("batch", payment.messageId().orElse(null));
    node.put("endToEndId", payment.endToEndId().orElse(null));
  }
}
