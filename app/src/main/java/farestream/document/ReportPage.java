package farestream.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import farestream.document.ReportWording.Note;
import farestream.money.Money;
import farestream.report.Latency;
import farestream.report.Report;
import farestream.report.Subject;
import farestream.report.TripTotals;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A report as one self-contained HTML page: `report.html` as a template with `report.css`
/// inlined. The template escapes every value except the style sheet, which is a resource of ours.
/// The page's content security policy permits that style sheet and nothing else.
public final class ReportPage {
  private static final int MOST_ZONES = 12;
  private static final int WHOLE_BAR = 100;

  private static final String STYLE = resource("report.css");
  private static final Template PAGE =
      Mustache.compiler()
          .strictSections(true)
          .withLoader(name -> new StringReader(resource(name + ".html")))
          .compile(resource("report.html"));

  private final Report report;
  private final ReportWording words;

  private ReportPage(Report report) {
    this.report = report;
    this.words = new ReportWording(report, NumberFormats::dollars);
  }

  public static void write(Report report, Writer to) throws IOException {
    try {
      PAGE.execute(new ReportPage(report), to);
    } catch (MustacheException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /// A row of a table with a bar.
  ///
  /// @param percent the length of its bar, 0 to 100 percent of the longest
  record Row(
      String name, String trips, String fares, String share, String average, String percent) {}

  String style() {
    return STYLE;
  }

  String styleDigest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  String company() {
    return report.company();
  }

  String title() {
    return words.title();
  }

  String period() {
    return words.period();
  }

  String state() {
    return words.state();
  }

  String made() {
    return words.made();
  }

  List<Note> notes() {
    return words.notes();
  }

  String faresText() {
    return words.fares();
  }

  List<ReportTotals.Figure> tiles() {
    return ReportTotals.tiles(report);
  }

  List<ReportTotals.Figure> accounts() {
    return ReportTotals.accounts(report, NumberFormats::amount);
  }

  String terms() {
    return words.terms().orElse("");
  }

  boolean isCycle() {
    return report.subject() instanceof Subject.CycleSubject;
  }

  boolean hasTrips() {
    return !report.totals().all().isNone();
  }

  boolean hasPlaces() {
    return !maps().isEmpty();
  }

  List<CityMap> maps() {
    return CityMap.of(report.places());
  }

  List<String> aroundText() {
    return ReportWording.around(report.places()).stream().toList();
  }

  /// Returns a map whose legend is valid for all maps.
  CityMap legend() {
    return maps().getFirst();
  }

  HourChart hourChart() {
    return new HourChart(report.hours());
  }

  List<Row> hours() {
    var rows = new ArrayList<Row>();
    for (var hour = 0; hour < report.hours().size(); hour++) {
      rows.add(row(HourChart.name(hour), report.hours().get(hour), Money.ZERO));
    }
    return rows;
  }

  List<Row> topZones() {
    return zones().stream().limit(MOST_ZONES).toList();
  }

  List<Row> allZones() {
    return zones();
  }

  String zonesText() {
    return report.places().zones().size() + " zones";
  }

  boolean hasMoreZones() {
    return report.places().zones().size() > MOST_ZONES;
  }

  /// Returns rows for what the table of the top zones omits, so that it adds up to the total.
  List<Row> otherPlaces() {
    var rows = new ArrayList<Row>(elsewhere());
    var others =
        report.places().zones().stream()
            .skip(MOST_ZONES)
            .map(of -> of.tally())
            .reduce(TripTotals.NONE, TripTotals::plus);
    if (!others.isNone()) {
      rows.addFirst(
          row(
              "%d other zones".formatted(report.places().zones().size() - MOST_ZONES),
              others,
              Money.ZERO));
    }
    return rows;
  }

  List<Row> elsewhere() {
    var rows = new ArrayList<Row>();
    if (!report.places().outside().isNone()) {
      rows.add(row("Outside the city", report.places().outside(), Money.ZERO));
    }
    if (!report.places().unknown().isNone()) {
      rows.add(row("Unknown location", report.places().unknown(), Money.ZERO));
    }
    return rows;
  }

  private List<Row> zones() {
    var zones = report.places().zones();
    return zones.stream()
        .map(
            of ->
                row(
                    of.zone().name() + ", " + of.zone().borough(),
                    of.tally(),
                    zones.getFirst().tally().fares()))
        .toList();
  }

  List<Row> boroughs() {
    var boroughs = report.places().boroughs();
    var most = boroughs.values().stream().findFirst().map(TripTotals::fares).orElse(Money.ZERO);
    return boroughs.entrySet().stream()
        .map(borough -> row(borough.getKey(), borough.getValue(), most))
        .toList();
  }

  List<Row> payments() {
    var most =
        report.payments().stream()
            .map(of -> of.tally().fares())
            .max(Money::compareTo)
            .orElse(Money.ZERO);
    return report.payments().stream().map(of -> row(of.name(), of.tally(), most)).toList();
  }

  Row total() {
    return row("Total", report.totals().all(), Money.ZERO);
  }

  private Row row(String name, TripTotals tally, Money most) {
    return new Row(
        name,
        NumberFormats.count(tally.trips()),
        NumberFormats.amount(tally.fares()),
        NumberFormats.percent(tally.fares(), report.totals().all().fares()),
        tally.average().map(NumberFormats::amount).orElse("\u2013"),
        ofBar(NumberFormats.share(tally.fares(), most)));
  }

  private static String ofBar(double share) {
    return NumberFormats.length(WHOLE_BAR * share);
  }

  String latencyText() {
    return words.latency();
  }

  boolean hasLatency() {
    return report.latency().trips() > 0;
  }

  List<Row> latencySteps() {
    var steps = report.latency().steps();
    var most = steps.stream().mapToLong(Latency.Step::trips).max().orElse(0);
    return steps.stream()
        .map(
            step ->
                new Row(
                    step.name(),
                    NumberFormats.count(step.trips()),
                    "",
                    NumberFormats.percent(step.trips(), report.latency().trips()),
                    "",
                    ofBar(NumberFormats.share(step.trips(), most))))
        .toList();
  }

  private static String resource(String name) {
    try (var stream = ReportPage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
