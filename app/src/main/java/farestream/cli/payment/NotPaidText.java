package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import farestream.payout.BillNotPaid;
import java.io.PrintWriter;
import java.util.List;

/// Bills that come to no payment, as a person or a program reads them.
final class NotPaidText {
  private static final int MOST_ROWS = 50;

  private NotPaidText() {}

  static void print(List<BillNotPaid> bills, PrintWriter out) {
    bills.stream()
        .limit(MOST_ROWS)
        .forEach(
            bill ->
                out.printf(
                    "not paid: bill %d of driver %d, billed %s: %s%n",
                    bill.billId(), bill.driverId(), bill.billed(), why(bill)));
    if (bills.size() > MOST_ROWS) {
      out.printf("not paid: %d bills more; --json has all%n", bills.size() - MOST_ROWS);
    }
  }

  static void json(List<BillNotPaid> bills, ArrayNode array) {
    for (var bill : bills) {
      var node = array.addObject();
      node.put("bill", bill.billId());
      node.put("driver", bill.driverId());
      node.put("billed", bill.billed().amount());
      node.put("balance", bill.balance().amount());
      node.put("reason", why(bill));
    }
  }

  private static String why(BillNotPaid bill) {
    return switch (bill.reason()) {
      case CARRIED -> "its balance of %s is carried into the next bill".formatted(bill.balance());
      case BELOW_ZERO -> "it is below zero, and what is made by hand is not carried";
      case NOTHING_LEFT -> "nothing is left of it after cash, corrections and what was carried";
      case NOTHING_EARNED -> "it comes to nothing";
      case SHARE_ROUNDS_TO_NOTHING -> "the driver's share is less than half a cent";
    };
  }
}
