package farestream.cli.billing;

import farestream.billing.DriverBill;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.money.Money;
import farestream.view.CycleViews;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/// The table of a cycle's bills, with one row per bill. A column in which every amount is zero is
/// omitted.
final class BillTable {
  private final List<DriverBill> bills;

  BillTable(List<DriverBill> bills) {
    this.bills = bills;
  }

  private Money sum(Function<DriverBill, Money> of) {
    return Money.sum(bills.stream().map(of).toList());
  }

  /// Prints the table with a row of totals.
  ///
  /// @param limit the maximum number of rows; the totals cover all bills
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
          "(the first %d of %d; --limit N shows more, --csv and --json show all)%n",
          limit, bills.size());
    }
  }

  private long rides() {
    return bills.stream().mapToLong(DriverBill::rides).sum();
  }

  /// Prints the totals of all bills. If the payable amount differs from the drivers' share, prints
  /// how it is derived.
  ///
  /// @param cycle the cycle's number, state and period, for the start of the line
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
          minus(sum(DriverBill::cashHeld)),
          plus(sum(DriverBill::adjustment)),
          plus(sum(DriverBill::carriedIn)),
          minus(sum(DriverBill::carriedOut)));
    }
  }

  private static String minus(Money amount) {
    return amount.isNegative() ? " + " + Money.ZERO.minus(amount) : " - " + amount;
  }

  private static String plus(Money amount) {
    return amount.isNegative() ? " - " + Money.ZERO.minus(amount) : " + " + amount;
  }

  private boolean isPaidAsShared() {
    return bills.stream().allMatch(bill -> bill.payable().equals(bill.driversPart()));
  }
}
