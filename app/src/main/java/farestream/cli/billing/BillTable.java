package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.billing.DriverBill;
import farestream.cli.console.Counted;
import farestream.cli.console.TextTable;
import farestream.money.Money;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The bills of a cycle, a row each. What is zero in all of them has no column.
final class BillTable {
  /// An amount of a bill, as a column and as a key of JSON.
  private record Figure(
      String header, String key, boolean always, Function<DriverBill, Money> of) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("billed", "billed", true, DriverBill::amount),
          new Figure("driver's share", "driverShare", true, DriverBill::driversPart),
          new Figure("platform's share", "platformShare", true, DriverBill::platformsPart),
          new Figure("taxes", "taxes", false, DriverBill::taxes),
          new Figure("withheld", "withheld", false, DriverBill::withheld),
          new Figure("cash held", "cashHeld", false, DriverBill::cashHeld),
          new Figure("adjusted", "adjustment", false, DriverBill::adjustment),
          new Figure("carried in", "carriedIn", false, DriverBill::carriedIn),
          new Figure("carried out", "carriedOut", false, DriverBill::carriedOut),
          new Figure("to pay", "payable", true, DriverBill::payable));

  private final List<DriverBill> bills;

  BillTable(List<DriverBill> bills) {
    this.bills = bills;
  }

  private Money sum(Function<DriverBill, Money> of) {
    return Money.sum(bills.stream().map(of).toList());
  }

  /// @param limit how many rows at the most; the total is of all bills
  void print(PrintWriter out, int limit) {
    var figures = shown();
    var table = rows(figures, limit);
    if (bills.size() > 1) {
      var cells = new ArrayList<>(List.of("total", "", String.valueOf(rides())));
      figures.forEach(figure -> cells.add(sum(figure.of()).toString()));
      table.total(cells.toArray(String[]::new));
    }
    table.print(out);
    if (bills.size() > limit) {
      out.printf(
          "(the first %d of %d; --limit N shows more, --csv and --json have all)%n",
          limit, bills.size());
    }
  }

  /// All bills with every amount.
  TextTable whole() {
    return rows(FIGURES, bills.size());
  }

  private TextTable rows(List<Figure> figures, int limit) {
    var header = new ArrayList<>(List.of("bill", "driver", "rides"));
    figures.forEach(figure -> header.add(figure.header()));
    var table = new TextTable(header.toArray(String[]::new));
    for (var bill : bills.subList(0, Math.min(limit, bills.size()))) {
      var cells = new ArrayList<String>();
      cells.add(bill.billId().map(String::valueOf).orElse(""));
      cells.add(String.valueOf(bill.driverId()));
      cells.add(String.valueOf(bill.rides()));
      figures.forEach(figure -> cells.add(figure.of().apply(bill).toString()));
      table.row(cells);
    }
    return table;
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
        Counted.of(bills.size(), "driver"),
        Counted.of(rides(), "ride"),
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

  /// What all of them come to.
  void sums(ObjectNode json) {
    json.put("rides", rides());
    FIGURES.forEach(figure -> json.put(figure.key(), sum(figure.of()).amount()));
  }

  void json(ArrayNode array) {
    for (var bill : bills) {
      var node = array.addObject();
      bill.billId().ifPresent(id -> node.put("bill", id));
      node.put("driver", bill.driverId());
      node.put("rides", bill.rides());
      FIGURES.forEach(figure -> node.put(figure.key(), figure.of().apply(bill).amount()));
    }
  }

  private List<Figure> shown() {
    return FIGURES.stream().filter(figure -> figure.always() || !isZeroInAll(figure)).toList();
  }

  private boolean isPaidAsShared() {
    return bills.stream().allMatch(bill -> bill.payable().equals(bill.driversPart()));
  }

  private boolean isZeroInAll(Figure figure) {
    return bills.stream().allMatch(bill -> figure.of().apply(bill).isZero());
  }
}
