package farestream.document;

import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.Statement;
import java.util.ArrayList;
import java.util.List;

/// The calculation from a driver's share to the amount paid, line by line. If a balance is
/// carried to the next cycle, two lines before the last show the balance and the part carried. A
/// debt is negative.
public final class Balance {
  private Balance() {}

  public record Line(String what, Money amount) {}

  public static List<Line> of(Bill bill, Statement statement) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("Your share of " + rides(bill), bill.split().driversPart()));
    if (!bill.isManual()) {
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
