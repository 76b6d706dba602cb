package farestream.document;

import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.Statement;
import java.util.ArrayList;
import java.util.List;

/// How a bill comes to what is paid, line by line. Where something is left to the next cycle,
/// the balance and what of it is left stand before the last line: a debt has its minus.
public final class Balance {
  private Balance() {}

  public record Line(String what, Money amount) {}

  public static List<Line> of(Bill bill, Statement statement) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("Your part of " + rides(bill), bill.split().driversPart()));
    if (!bill.byHand()) {
      lines.add(new Line("Cash you already have", minus(bill.split().cash())));
      lines.add(new Line("Corrections of earlier bills", bill.corrected()));
      lines.add(new Line("Carried in from cycle " + (statement.cycle() - 1), bill.carriedIn()));
    }
    if (!bill.carriedOut().isZero()) {
      lines.add(new Line("Balance", bill.payable().plus(bill.carriedOut())));
      lines.add(
          new Line(
              "Carried to cycle %d%s"
                  .formatted(
                      statement.cycle() + 1,
                      StatementWording.whyCarried(bill.carriedOut(), statement.period())),
              bill.carriedOut()));
    }
    lines.add(new Line("Payable to you", bill.payable()));
    return lines;
  }

  private static String rides(Bill bill) {
    return bill.rides() == 1 ? "1 trip" : bill.rides() + " trips";
  }

  private static Money minus(Money amount) {
    return Money.ZERO.minus(amount);
  }
}
