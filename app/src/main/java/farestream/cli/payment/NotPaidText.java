package farestream.cli.payment;

import farestream.payout.BillNotPaid;
import farestream.view.PaymentViews;
import java.io.PrintWriter;
import java.util.List;

/// Bills that come to no payment, as a person reads them.
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
                    bill.billId(), bill.driverId(), bill.billed(), PaymentViews.why(bill)));
    if (bills.size() > MOST_ROWS) {
      out.printf("not paid: %d bills more; --json has all%n", bills.size() - MOST_ROWS);
    }
  }
}
