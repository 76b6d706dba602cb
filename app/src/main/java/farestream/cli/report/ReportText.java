package farestream.cli.report;

import farestream.cli.console.CellText;
import farestream.cli.console.TextTable;
import farestream.document.ReportTotals;
import farestream.document.ReportWording;
import farestream.money.Money;
import farestream.report.Report;
import farestream.report.TripTotals;
import farestream.view.ReportViews;
import farestream.view.View;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToLongFunction;

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
    out.println();
    TextTable.of(ReportViews.REPORT, List.of(report)).print(out);
  }

  private void hours() {
    var hours = ReportViews.hours(report);
    var table = table(ReportViews.HOUR, hours, of -> of.tally().trips());
    table.total(total());
    print("trips by hour:", table);
  }

  private List<String> total() {
    var all = report.totals().all();
    return List.of("total", String.valueOf(all.trips()), all.fares().toString(), "");
  }

  private void zones() {
    var zones = report.places().zones();
    var table =
        table(
            ReportViews.ZONE,
            zones.stream().limit(MAX_ZONES).toList(),
            of -> cents(of.tally().fares()));
    var others =
        zones.stream()
            .skip(MAX_ZONES)
            .map(of -> of.tally())
            .reduce(TripTotals.NONE, TripTotals::plus);
    rest(table, "%d others".formatted(zones.size() - MAX_ZONES), others);
    rest(table, "outside the city", report.places().outside());
    rest(table, "unknown location", report.places().unknown());
    table.total(area("total", report.totals().all()));
    print("fares by zone of the pick-up:", table);
  }

  private static void rest(TextTable table, String name, TripTotals totals) {
    if (!totals.isNone()) {
      table.row(area(name, totals));
    }
  }

  private static List<String> area(String name, TripTotals totals) {
    return List.of(
        name,
        "",
        String.valueOf(totals.trips()),
        totals.fares().toString(),
        totals.average().map(Money::toString).orElse(""),
        "");
  }

  private void boroughs() {
    var boroughs = List.copyOf(report.places().boroughs().entrySet());
    if (!boroughs.isEmpty()) {
      print(
          "fares by borough:",
          table(ReportViews.BOROUGH, boroughs, of -> cents(of.getValue().fares())));
    }
  }

  private void payments() {
    var table = table(ReportViews.PAYMENT, report.payments(), of -> cents(of.tally().fares()));
    table.total(total());
    print("payments by type:", table);
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

  private void print(String heading, TextTable table) {
    out.println();
    out.println(heading);
    table.print(out);
  }

  /// Returns a table with a bar in each row.
  ///
  /// @param length the bar's length, in relation to the longest
  private static <T> TextTable table(View<T> view, List<T> rows, ToLongFunction<T> length) {
    var longest = rows.stream().mapToLong(length).max().orElse(0);
    return TextTable.of(view.summary(" ", row -> bar(length.applyAsLong(row), longest)), rows);
  }

  private static long cents(Money amount) {
    return amount.amount().unscaledValue().longValue();
  }

  private static String bar(long part, long longest) {
    var share = longest <= 0 ? 0 : Math.clamp((double) part / longest, 0, 1);
    return "\u2588".repeat((int) Math.round(share * BAR_LENGTH));
  }
}
