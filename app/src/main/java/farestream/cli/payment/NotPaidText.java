package farestream.cli.payment;

import farestream.payout.BillNotPaid;
import farestream.view.PaymentViews;
import java.io.PrintWriter;
import java.util.List;

/// Prints the bills that result in no payment.
final class NotPaidText {
  private static final int MAX_ROWS = 50;

  private NotPaidText() {}

  static void print(List<BillNotPaid> bills, PrintWriter out) {
    bills.stream()
        .limit(MAX_ROWS)
        .forEach(
            bill ->
                out.printf(
                    "not paid: bill %d of driver %d, billed %s: %s%n",
                    bill.billId(), bill.driverId(), bill.billed(), PaymentViews.why(bill)));
    if (bills.size() > MAX_ROWS) {
      out.printf("not paid: %d more bills; --json shows all%n", bills.size() - MAX_ROWS);
    }
  }
}
