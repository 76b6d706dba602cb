package farestream.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import farestream.report.Latency;
import farestream.report.PickupAreas;
import farestream.report.PickupAreas.CellTotals;
import farestream.report.PickupAreas.ZoneTotals;
import farestream.report.Report;
import farestream.report.Report.PaymentTypeTotals;
import farestream.report.Report.Totals;
import farestream.report.Subject;
import farestream.report.TripTotals;
import farestream.tariff.Point;
import farestream.tariff.Zone;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class ReportPageTest {
  private static final String HOSTILE = "</title><script src=//evil.example>\"'><b>{{style}}";
  private static final TripTotals ONE = new TripTotals(1, Money.of("1234.50"));

  private static final LocalDate DAY = LocalDate.parse("2019-03-05");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant MADE = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void names_are_escaped() {
    var page = page(report(HOSTILE));
    assertThat(page)
        .doesNotContain("<script", "<b>{{", "</title><script")
        .contains("&lt;/title&gt;&lt;script src&#x3D;//evil.example&gt;&quot;&#39;&gt;&lt;b&gt;{{");
    assertThat(count(page, "&lt;script")).as("company, zone, borough and payment").isGreaterThan(5);
  }

  @Test
  void the_page_is_self_contained() throws Exception {
    var page = page(report("Example Taxi Co"));
    assertThat(page)
        .doesNotContainIgnoringCase("://", "src=", "href", "url(", "@import", "<script", " style=")
        .doesNotContainPattern(" on[a-z]+=");
    var style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
    var allowed = Base64.getEncoder().encodeToString(digest).replace("=", "&#x3D;");
    assertThat(page)
        .contains(
            "content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\""
                .formatted(allowed));
  }

  @Test
  void the_page_shows_the_figures() {
    var page = page(report("Example Taxi Co"));
    assertThat(page)
        .contains("<h1>Tuesday, March 5, 2019</h1>", "2019-03-05 00:00 EST to 2019-03-06 00:00 EST")
        .contains("<dt>Total charged</dt><dd>$1,234.50</dd>", "by 1 driver", "0 of 1 trip")
        .containsPattern("<title>08:00–09:00: 1 trip, \\$1,234.50</title>")
        .containsPattern(
            "r=\"26.0\"><title>Astoria, Queens: 1 trip, \\$1,234.50, \\$1,234.50 on av")
        .contains("Fares are what riders were charged", "replayed, imported or simulated")
        .contains("To print the figures of each hour, open them on the page.")
        .doesNotContain("All 1 zones");
    assertThat(count(page, ">LGA</text>")).as("on the city, not cut on Manhattan").isEqualTo(1);
  }

  /// The lab draws its points from a square of which the city is only a corner.
  @Test
  void trips_that_started_outside_the_city_have_their_own_map() {
    var nowhere = page(placed(List.of(), List.of()));
    assertThat(nowhere)
        .contains("None of these trips started")
        .doesNotContain("<svg class=\"map\"");
    var far = new CellTotals(new Point(-73.325, 40.175), ONE);
    var near = new ZoneTotals(zone("Astoria"), ONE);

    var outside =
        page(placed(List.of(), List.of(far, new CellTotals(new Point(-73.025, 40.975), ONE))));
    assertThat(outside)
        .contains(
            "<figcaption>Around the city</figcaption>", "near 40.175, -73.325: 1 trip, $1,234.50")
        .contains("2 trips started outside the city but near it")
        .doesNotContain("<figcaption>The city</figcaption>", "None of these trips started");
    assertThat(page(placed(List.of(near), List.of(far))))
        .containsSubsequence(">The city<", ">Manhattan, enlarged<", ">Around the city<");
    assertThat(page(placed(List.of(near), List.of(far, far))))
        .as("the map with the most trips is first")
        .containsSubsequence(">Around the city<", ">The city<");
    assertThat(page(placed(List.of(near), List.of())))
        .contains(">The city<")
        .doesNotContain("Around the city");
  }

  private static Report placed(List<ZoneTotals> zones, List<CellTotals> around) {
    var places = new PickupAreas(zones, TripTotals.NONE, TripTotals.NONE, TripTotals.NONE, around);
    return report("Example Taxi Co", MADE, ONE, subject(TripTotals.NONE, TripTotals.NONE), places);
  }

  @Test
  void a_day_shows_which_trips_are_not_billed() {
    assertThat(page(ofDay(TripTotals.NONE, TripTotals.NONE)))
        .contains(">not all billed<", "Not billed yet: 1 trip.", "<dt>Billed by now</dt>");
    assertThat(page(ofDay(TripTotals.NONE, ONE)))
        .contains(">settled elsewhere<", "in none of our bills: 1 trip, $1,234.50.")
        .contains("<dt>Settled elsewhere</dt><dd>$1,234.50</dd>", "1 trip, none to bill")
        .doesNotContain("Not billed yet");
    assertThat(page(ofDay(ONE, TripTotals.NONE))).contains(">all billed<", "1 of 1 trip<");
    var both = report("Example Taxi Co", MADE, ONE.plus(ONE), subject(ONE, ONE));
    assertThat(page(both))
        .contains(">all billed or settled elsewhere<", "1 of 1 trip; 1 settled elsewhere");
  }

  @Test
  void a_day_that_is_not_over_is_marked() {
    var starts = DAY.atStartOfDay(NEW_YORK).toInstant();
    assertThat(page(madeAt(starts.minusSeconds(1)))).contains("This day has not started.");
    assertThat(page(madeAt(starts))).contains("This day is not over");
    assertThat(page(madeAt(starts.plus(Duration.ofHours(24))))).doesNotContain("This day ");
  }

  private static Report madeAt(Instant made) {
    return report("Example Taxi Co", made, ONE, subject(ONE, TripTotals.NONE));
  }

  private static Report ofDay(TripTotals billed, TripTotals settled) {
    return report("Example Taxi Co", MADE, ONE, subject(billed, settled));
  }

  private static Subject subject(TripTotals billed, TripTotals settled) {
    return new Subject.DaySubject(DAY, NEW_YORK, billed, settled, 0, 0);
  }

  private static Report report(String name) {
    return report(name, MADE, ONE, subject(TripTotals.NONE, TripTotals.NONE));
  }

  private static Report report(String name, Instant made, TripTotals all, Subject subject) {
    var zone = new ZoneTotals(zone(name.startsWith("<") ? name : "Astoria"), ONE);
    return report(
        name,
        made,
        all,
        subject,
        new PickupAreas(
            List.of(zone), TripTotals.NONE, TripTotals.NONE, TripTotals.NONE, List.of()));
  }

  private static Zone zone(String name) {
    return new Zone(
        7,
        name,
        name.startsWith("<") ? name : "Queens",
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Point(-73.92, 40.76)));
  }

  private static Report report(
      String name, Instant made, TripTotals all, Subject subject, PickupAreas places) {
    var hours = new ArrayList<>(Collections.nCopies(24, TripTotals.NONE));
    hours.set(8, ONE);
    return new Report(
        name,
        made,
        subject,
        new Totals(all, 1, Money.of("2.00"), Money.ZERO, TripTotals.NONE),
        hours,
        places,
        List.of(new PaymentTypeTotals(name, false, ONE)),
        new Latency(new TreeMap<>(), 0, 1, 0));
  }

  private static String page(Report report) {
    var page = new StringWriter();
    try {
      ReportPage.write(report, page);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return page.toString();
  }

  private static long count(String page, String text) {
    return Pattern.compile(Pattern.quote(text)).matcher(page).results().count();
  }
}
