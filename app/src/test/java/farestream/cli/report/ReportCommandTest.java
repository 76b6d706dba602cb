package farestream.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class ReportCommandTest {
  private static final String OF_CYCLE =
      "from billing join billing_line on billing_id = billing.id join trips on trips.id = trip_id"
          + " where billing_cycle = (select max(cycle) from billing_cycle)";

  private final TestInstance instance = TestInstance.running();
  private final long driver = instance.newDriver();

  @TempDir private Path folder;

  /// Bills the trips of other tests.
  @BeforeEach
  void bill_what_is_there() {
    instance.run("bill");
  }

  @Test
  void figures_equal_those_of_the_database_and_the_bills() throws Exception {
    drive();
    var json = JsonMapper.builder().build().readTree(run("--json").out());
    assertThat(json.get("trips").asText()).isEqualTo(sql("count(*)"));
    assertThat(json.get("fares").decimalValue()).isEqualByComparingTo(sql("sum(amount)"));
    assertThat(json.get("tips").decimalValue()).isEqualByComparingTo(sql("sum(tip_amount)"));
    assertThat(json.get("tolls").decimalValue()).isEqualByComparingTo(sql("sum(tolls_amount)"));
    assertThat(json.get("drivers").asText()).isEqualTo(sql("count(distinct trips.driver_id)"));
    assertThat(json.get("billed")).isEqualTo(json.get("fares"));
    for (var list : List.of("hours", "payments")) {
      assertThat(sum(json.get(list))).as(list).isEqualByComparingTo(sql("sum(amount)"));
    }
    assertThat(
            sum(json.get("zones"))
                .add(fares(json, "outsideTheCity"))
                .add(fares(json, "unknownLocation")))
        .isEqualByComparingTo(sql("sum(amount)"));
    assertThat(json.get("zones").get(0).get("name").asText()).isEqualTo("JFK Airport");
    assertThat(fares(json, "unknownLocation")).isEqualByComparingTo("7.00");
    assertThat(json.get("streamLatency").get("p99WithinSeconds").asInt()).isEqualTo(1);

    var cycle = instance.run("cycle", "show", cycle(), "--json").out();
    for (var same : List.of("billed", "driverShare", "platformShare", "payable", "paid")) {
      assertThat(json.get(same)).isEqualTo(JsonMapper.builder().build().readTree(cycle).get(same));
    }
  }

  @Test
  void the_terminal_has_the_same_figures() {
    drive();
    assertThat(run().out())
        .contains("Billing cycle " + cycle(), "closed, not all paid")
        .containsPattern(
            " 4 \\| +1 \\| +97\\.00 +\\| +24\\.25 \\| 6\\.00 \\| +5\\.76 +\\| +20\\.00")
        .containsPattern("132 JFK Airport +\\| Queens +\\| +1 +\\| +50\\.00 \\| +50\\.00 \\| █{30}")
        .containsPattern("unknown location +\\| +\\| +1 +\\| +7\\.00")
        .containsPattern("total +\\| +\\| +4 +\\| +97\\.00")
        .containsPattern("Cash +\\| +1 +\\| +20\\.00")
        .containsPattern("Payable to drivers +\\| +77\\.60")
        .contains(
            "trips | drivers | charged in all",
            "Fares are what riders were charged, including tips",
            "policy lab: drivers get 0.8 of each total; cash collected by drivers is not deducted",
            "99 of 100 within 1 s",
            "With an unknown location, not on the map: 1 trip, 7.00.",
            "to the cent");
  }

  @Test
  @Tag("slow")
  void a_browser_shows_the_page_without_network_requests() throws Exception {
    Browser.needed();
    drive();
    var page = folder.resolve("cycle.html");
    assertThat(run("--html", page.toString()).out())
        .isEqualTo(page + ": Billing cycle " + cycle() + ", 4 trips, 97.00 in all\n");
    var visit = Browser.visit(page, folder);
    assertThat(visit.requested()).isEmpty();
    assertThat(visit.console()).isEmpty();

    var other = Files.writeString(folder.resolve("other.html"), "<img src=http://127.0.0.1:9/a>");
    assertThat(Browser.visit(other, folder).requested())
        .as("what a page asks for is seen")
        .containsExactly("http://127.0.0.1:9/a");
  }

  @Test
  void a_page_is_written_atomically() throws Exception {
    drive();
    var file = folder.resolve("cycle.html");
    Files.writeString(file, "before");
    assertThat(run("--html", file.toString()).status()).isZero();
    assertThat(file).content().startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(file).content().contains("<dd>$97.00</dd>", "JFK Airport, Queens: 1 trip, $50.00");
    assertRefused(run("--html", folder.toString()), folder + ": is a folder");
    var none = folder.resolve("none");
    assertRefused(run("--html", none.resolve("x").toString()), "there is no " + none);
    var name = folder.resolve("x".repeat(254)).toString();
    var tooLong = run("--html", name);
    assertRefused(tooLong, "could not write the report: " + name + ": ");
    assertThat(tooLong.err()).doesNotContain(".part");
    assertThat(run("--html", "-").out()).startsWith("<!doctype html>").endsWith("</html>\n");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void no_person_is_named() throws Exception {
    drive();
    var file = folder.resolve("cycle.html");
    run("--html", file.toString());
    for (var text : List.of(Files.readString(file), run().out(), run("--json").out())) {
      assertThat(text)
          .doesNotContain(
              "person69257", "driver" + driver, "@example", "@taxi", String.valueOf(driver));
    }
  }

  @Test
  void a_day_without_trips_has_a_report_that_says_so() throws Exception {
    var empty = instance.run("report", "--day", "2001-02-03");
    assertThat(empty.status()).isZero();
    assertThat(empty.out())
        .contains("Saturday, February 3, 2001", "2001-02-03 00:00 EST", "no trips");
    var file = folder.resolve("day.html");
    instance.run("report", "--day", "2001-02-03", "--zone", "UTC", "--html", file.toString());
    assertThat(file).content().contains("There are no trips to show.", "2001-02-04 00:00 UTC");
  }

  @Test
  void points_outside_the_city_are_counted_by_their_location() throws Exception {
    for (var place :
        List.of(
            "-73.355982, 40.157392",
            "-73.351, 40.199",
            "-73.021943, 40.806904",
            "-73.99, 40.75",
            "-73.75, 40.56",
            "0, 0")) {
      trip("'2001-04-01 17:00'", "10.00", "null", "1");
      instance.update(
          "update trips set (pickup_longitude, pickup_latitude) = (%s) where id = (select max(id) from trips)"
              .formatted(place));
    }
    var day = instance.run("report", "--day", "2001-04-01", "--json").out();
    var json = JsonMapper.builder().build().readTree(day);
    assertThat(json.at("/outsideTheCity/trips").asInt()).isEqualTo(5);
    var around = json.get("aroundTheCity");
    assertThat(around.findValuesAsText("trips")).containsExactly("2", "1", "1");
    assertThat(around.at("/0/longitude").asText() + " " + around.at("/0/latitude").asText())
        .isEqualTo("-73.375 40.175");
    assertThat(json.at("/zones/0/trips").asInt()).isEqualTo(1);
    assertThat(instance.run("report", "--day", "2001-04-01").out())
        .contains(
            "Outside the city: 5 trips, 50.00.", "4 trips started outside the city but near it");
    var file = folder.resolve("day.html");
    instance.run("report", "--day", "2001-04-01", "--html", file.toString());
    assertThat(file).content().contains("Around the city");
  }

  @Test
  void a_day_has_the_trips_that_ended_on_it() throws Exception {
    trip("'2001-03-01 17:00'", "11.00", "132", "1");
    var json = instance.run("report", "--day", "2001-03-01", "--json").out();
    assertThat(json).contains("\"fares\" : 11.00", "\"hour\" : 12,\n    \"trips\" : 1");
    assertThat(instance.run("report", "--day", "2001-03-01").out())
        .contains("not all billed", "Not billed yet: 1 trip.");
  }

  @Test
  void a_missing_cycle_is_refused() {
    drive();
    assertRefused(
        instance.run("report", "--cycle", "99999"),
        "there is no cycle 99999: ./farestream cycle list shows them");
  }

  private static void assertRefused(TestInstance.Result refused, String why) {
    assertThat(refused.err()).contains(why).hasLineCount(1);
    assertThat(refused.status()).isEqualTo(3);
  }

  /// Records four trips and closes a cycle of them.
  private void drive() {
    trip("now() at time zone 'UTC'", "50.00", "132", "1");
    trip("now() at time zone 'UTC'", "20.00", "230", "2");
    trip("now() at time zone 'UTC'", "20.00", "230", "4");
    trip("now() at time zone 'UTC'", "7.00", "null", "1");
    var billed = instance.run("bill", "--policy", "lab", "--driver-share", "0.8");
    assertThat(billed.status()).as(billed.err()).isZero();
  }

  private void trip(String time, String total, String zone, String payment) {
    instance.update(
        """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount, payment_type, pickup_location_id, status)
        values (69257, %1$d, 'person69257@example.com', gen_random_uuid(), %2$s, %2$s,
          %3$s - 2.94, 0, 0, 1.5, 1.44, 0, %3$s, %5$s, %4$s, 'Completed')
        """
            .formatted(driver, time, total, zone, payment));
  }

  private String cycle() {
    return instance.rows("select max(cycle) from billing_cycle").getFirst();
  }

  private String sql(String figure) {
    return instance.rows("select " + figure + " " + OF_CYCLE).getFirst();
  }

  private static BigDecimal fares(JsonNode json, String name) {
    return json.get(name).get("fares").decimalValue();
  }

  private static BigDecimal sum(JsonNode list) {
    var sum = BigDecimal.ZERO;
    for (var of : list) {
      sum = sum.add(of.get("fares").decimalValue());
    }
    return sum;
  }

  private TestInstance.Result run(String... options) {
    return instance.run(
        Stream.concat(Stream.of("report", "--cycle", cycle()), List.of(options).stream())
            .toArray(String[]::new));
  }
}
