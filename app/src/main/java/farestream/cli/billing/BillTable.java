package farestream.cli.billing;

import farestream.billing.DriverBill;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.money.Money;
import farestream.view.CycleViews;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/// The bills of a cycle, a row each. What is zero in all of them has no column.
final class BillTable {
  private final List<DriverBill> bills;

  BillTable(List<DriverBill> bills) {
    this.bills = bills;
  }

  private Money sum(Function<DriverBill, Money> of) {
    return Money.sum(bills.stream().map(of).toList());
  }

  /// @param limit how many rows at the most; the total is of all bills
  void print(PrintWriter out, int limit) {
    var view = CycleViews.BILL.tableOf(bills);
    var table = new TextTable(view.titles().toArray(String[]::new));
    bills.stream().limit(limit).forEach(bill -> table.row(view.cells(bill)));
    if (bills.size() > 1) {
      table.total(view.totals(bills));
    }
    table.print(out);
    if (bills.size() > limit) {
      out.printf(
          "(the first %d of %d; --limit N shows more, --csv and --json have all)%n",
          limit, bills.size());
    }
  }

  private long rides() {
    return bills.stream().mapToLong(DriverBill::rides).sum();
  }

  /// What all of them come to, and why what is paid is something else than the drivers' share,
  /// where it is.
  ///
  /// @param cycle what is said of it, with its period
  void printSums(String cycle, PrintWriter out) {
    out.printf(
        "%s: %s, %s, billed %s: %s to the drivers, %s to the platform%n",
        cycle,
        Plural.of(bills.size(), "driver"),
        Plural.of(rides(), "ride"),
        sum(DriverBill::amount),
        sum(DriverBill::driversPart),
        sum(DriverBill::platformsPart));
    if (!isPaidAsShared()) {
      out.printf(
          "to pay: %s = %s share%s cash held%s adjusted%s carried in%s carried out%n",
          sum(DriverBill::payable),
          sum(DriverBill::driversPart),
          taken(sum(DriverBill::cashHeld)),
          added(sum(DriverBill::adjustment)),
          added(sum(DriverBill::carriedIn)),
          taken(sum(DriverBill::carriedOut)));
    }
  }

  private static String taken(Money amount) {
    return amount.isNegative() ? " + " + Money.ZERO.minus(amount) : " - " + amount;
  }

  private static String added(Money amount) {
    return amount.isNegative() ? " - " + Money.ZERO.minus(amount) : " + " + amount;
  }

  private boolean isPaidAsShared() {
    return bills.stream().allMatch(bill -> bill.payable().equals(bill.driversPart()));
  }
}
