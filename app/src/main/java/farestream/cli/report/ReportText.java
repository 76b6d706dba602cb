package farestream.cli.report;

import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import farestream.document.ReportTotals;
import farestream.document.ReportWording;
import farestream.money.Money;
import farestream.report.Report;
import farestream.report.TripTotals;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/// Prints a report as text: the figures of the page as tables with bars.
final class ReportText {
  private static final int MAX_ZONES = 12;
  private static final int BAR_LENGTH = 30;

  private final Report report;
  private final PrintWriter out;

  ReportText(Report report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print() {
    var words = new ReportWording(report, Money::toString);
    out.printf("%s: %s%n", CellText.oneLine(report.company()), words.title());
    out.println(words.period());
    out.printf("%s, as the ledger stood on %s%n", words.state(), words.made());
    if (!report.totals().all().isNone()) {
      totals();
      out.println(words.fares());
      hours();
      zones();
      boroughs();
      payments();
    }
    accounts(words);
    out.println();
    out.println("stream latency: " + words.latency());
    words.notes().forEach(note -> out.println((note.isWarning() ? "WARNING: " : "") + note.text()));
  }

  private void totals() {
    var totals = report.totals();
    var all = totals.all();
    var table =
        new TextTable("trips", "drivers", "charged in all", "average", "tips", "tolls", "in cash");
    table.row(
        String.valueOf(all.trips()),
        String.valueOf(totals.drivers()),
        all.fares().toString(),
        average(all),
        totals.tips().toString(),
        totals.tolls().toString(),
        report.cash().fares().toString());
    out.println();
    table.print(out);
  }

  private void hours() {
    var most = report.hours().stream().mapToLong(TripTotals::trips).max().orElse(0);
    var table = new TextTable("hour", "trips", "fares", "");
    for (var hour = 0; hour < report.hours().size(); hour++) {
      var totals = report.hours().get(hour);
      table.row(
          "%02d:00".formatted(hour),
          String.valueOf(totals.trips()),
          totals.fares().toString(),
          bar(totals.trips(), most));
    }
    print("trips by hour:", table, all -> List.of("total", trips(all), fares(all), ""));
  }

  private void zones() {
    var zones = report.places().zones();
    var most = zones.isEmpty() ? Money.ZERO : zones.getFirst().tally().fares();
    var table = new TextTable("zone", "borough", "trips", "fares", "average", "");
    zones.stream()
        .limit(MAX_ZONES)
        .forEach(
            of ->
                table.row(
                    of.zone().toString(),
                    of.zone().borough(),
                    trips(of.tally()),
                    fares(of.tally()),
                    average(of.tally()),
                    bar(of.tally().fares(), most)));
    var others =
        zones.stream()
            .skip(MAX_ZONES)
            .map(of -> of.tally())
            .reduce(TripTotals.NONE, TripTotals::plus);
    rest(table, "%d others".formatted(zones.size() - MAX_ZONES), others);
    rest(table, "outside the city", report.places().outside());
    rest(table, "unknown location", report.places().unknown());
    print(
        "fares by zone of the pick-up:",
        table,
        all -> List.of("total", "", trips(all), fares(all), average(all), ""));
  }

  private static void rest(TextTable table, String name, TripTotals totals) {
    if (!totals.isNone()) {
      table.row(name, "", trips(totals), fares(totals), average(totals), "");
    }
  }

  private void boroughs() {
    var boroughs = report.places().boroughs();
    if (boroughs.isEmpty()) {
      return;
    }
    var most = boroughs.values().stream().findFirst().map(TripTotals::fares).orElse(Money.ZERO);
    var table = new TextTable("borough", "trips", "fares", "");
    boroughs.forEach(
        (name, totals) -> table.row(name, trips(totals), fares(totals), bar(totals.fares(), most)));
    out.println();
    out.println("fares by borough:");
    table.print(out);
  }

  private void payments() {
    var most =
        report.payments().stream()
            .map(of -> of.tally().fares())
            .max(Money::compareTo)
            .orElse(Money.ZERO);
    var table = new TextTable("paid by", "trips", "fares", "");
    for (var of : report.payments()) {
      table.row(of.name(), trips(of.tally()), fares(of.tally()), bar(of.tally().fares(), most));
    }
    print("payments by type:", table, all -> List.of("total", trips(all), fares(all), ""));
  }

  private void accounts(ReportWording words) {
    var lines = ReportTotals.accounts(report, Money::toString);
    if (!lines.isEmpty()) {
      var table = new TextTable("accounts", "amount");
      lines.forEach(line -> table.row((line.isSum() ? "" : "  ") + line.name(), line.value()));
      out.println();
      words.terms().ifPresent(out::println);
      table.print(out);
    }
  }

  private void print(String heading, TextTable table, Function<TripTotals, List<String>> total) {
    table.total(total.apply(report.totals().all()));
    out.println();
    out.println(heading);
    table.print(out);
  }

  private static String trips(TripTotals totals) {
    return String.valueOf(totals.trips());
  }

  private static String fares(TripTotals totals) {
    return totals.fares().toString();
  }

  private static String average(TripTotals totals) {
    return totals.average().map(Money::toString).orElse("");
  }

  private static String bar(Money part, Money most) {
    return bar(
        part.amount().unscaledValue().longValue(), most.amount().unscaledValue().longValue());
  }

  private static String bar(long part, long most) {
    var share = most <= 0 ? 0 : Math.clamp((double) part / most, 0, 1);
    return "\u2588".repeat((int) Math.round(share * BAR_LENGTH));
  }
}
