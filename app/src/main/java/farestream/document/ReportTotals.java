package farestream.document;

import farestream.money.Money;
import farestream.report.Report;
import farestream.report.Subject.CycleSubject;
import farestream.report.Subject.DaySubject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A report's totals: those that a manager reads first, and those for accounting.
public final class ReportTotals {
  private ReportTotals() {}

  /// @param note what the value is a part of, or what it is compared with; may be empty
  /// @param isSum whether it is the sum of the figures above
  public record Figure(String name, String value, String note, boolean isSum) {}

  static List<Figure> tiles(Report report) {
    var totals = report.totals();
    var fares = totals.all().fares();
    var tiles = new ArrayList<Figure>();
    tiles.add(
        tile(
            "Trips",
            NumberFormats.count(totals.all().trips()),
            "by "
                + NumberFormats.count(totals.drivers())
                + (totals.drivers() == 1 ? " driver" : " drivers")));
    tiles.add(
        tile(
            "Total charged",
            NumberFormats.dollars(fares),
            totals
                .all()
                .average()
                .map(each -> NumberFormats.dollars(each) + " a trip")
                .orElse("")));
    tiles.add(tile("Tips", NumberFormats.dollars(totals.tips()), ofAll(totals.tips(), fares)));
    tiles.add(tile("Tolls", NumberFormats.dollars(totals.tolls()), ofAll(totals.tolls(), fares)));
    var cash = report.cash().fares();
    tiles.add(tile("Paid in cash", NumberFormats.dollars(cash), ofAll(cash, fares)));
    switch (report.subject()) {
      case CycleSubject cycle -> {
        var sums = cycle.summary().sums();
        var open = sums.payable().minus(sums.paid());
        tiles.add(
            tile(
                "Payable to drivers",
                NumberFormats.dollars(sums.payable()),
                open.isZero() ? "all paid" : NumberFormats.dollars(open) + " open"));
      }
      case DaySubject day -> {
        var settled = day.settled();
        var ours = totals.all().trips() - settled.trips();
        tiles.add(
            settled.isNone() || ours > 0
                ? tile(
                    "Billed by now",
                    NumberFormats.dollars(day.billed().fares()),
                    "%s of %s%s"
                        .formatted(
                            NumberFormats.count(day.billed().trips()),
                            ReportWording.trips(ours),
                            settled.isNone()
                                ? ""
                                : "; %s settled elsewhere"
                                    .formatted(NumberFormats.count(settled.trips()))))
                : tile(
                    "Settled elsewhere",
                    NumberFormats.dollars(settled.fares()),
                    ReportWording.trips(settled.trips()) + ", none to bill"));
      }
    }
    return tiles;
  }

  private static Figure tile(String name, String value, String note) {
    return new Figure(name, value, note, false);
  }

  private static String ofAll(Money part, Money fares) {
    return NumberFormats.percent(part, fares) + " of the total charged";
  }

  /// Returns what was billed and how it is divided, as in `cycle show`; empty for a day.
  ///
  /// @param shown formats amounts
  public static List<Figure> accounts(Report report, Function<Money, String> shown) {
    return switch (report.subject()) {
      case DaySubject _ -> List.of();
      case CycleSubject cycle -> {
        var sums = cycle.summary().sums();
        var lines = new ArrayList<Figure>();
        lines.add(new Figure("Billed", shown.apply(sums.amount()), "", true));
        lines.add(line("of which drivers' share", sums.driversPart(), shown));
        lines.add(line("of which platform's share", sums.platformsPart(), shown));
        lines.add(line("of which taxes and surcharges passed on", sums.taxes(), shown));
        lines.add(line("of which withheld: unpaid or in dispute", sums.withheld(), shown));
        lines.add(new Figure("Drivers' share", shown.apply(sums.driversPart()), "", true));
        lines.add(line("less cash that drivers hold", minus(sums.cashHeld()), shown));
        lines.add(line("corrections of earlier cycles", sums.adjustment(), shown));
        lines.add(line("balances carried in", sums.carriedIn(), shown));
        lines.add(line("balances carried out", minus(sums.carriedOut()), shown));
        lines.add(new Figure("Payable to drivers", shown.apply(sums.payable()), "", true));
        lines.add(line("paid by now", sums.paid(), shown));
        lines.add(new Figure("Open", shown.apply(sums.payable().minus(sums.paid())), "", true));
        yield lines;
      }
    };
  }

  private static Money minus(Money amount) {
    return Money.ZERO.minus(amount);
  }

  private static Figure line(String name, Money amount, Function<Money, String> shown) {
    return new Figure(name, shown.apply(amount), "", false);
  }
}
