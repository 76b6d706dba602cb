package farestream.cli.trip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests `trip list` of DynamoDB and of the ledger.
@Tag("integration")
class TripListTest {
  private final TestInstance instance = TestInstance.running();
  private final String rider = "" + instance.newRider();
  private final String driver = "" + instance.newDriver();

  @Test
  void a_person_is_found_by_number_and_by_the_ledgers_address() {
    var number = 20_000_000 + Long.parseLong(rider);
    var rider = "" + number;
    var driver = rider;
    addPeople(number);
    var tripInfo = instance.run("book", "--rider-id", rider, "--rider-email", riders()).tripInfo();
    instance.run(
        "accept",
        tripInfo,
        "--rider-id",
        rider,
        "--driver-id",
        driver,
        "--driver-email",
        drivers());
    assertThat(instance.run("trip", "list", "--driver-email", drivers()).out())
        .as("the one under way")
        .contains(tripInfo);
    instance.run("complete", tripInfo, "--rider-email", riders(), "--fare", "5");
    instance.await("select count(*) from trips where trip_info = '" + tripInfo + "'", "1");
    for (var side : List.of("", "--ledger")) {
      for (var who :
          List.of(
              new String[] {"--rider-id", rider},
              new String[] {"--rider-email", riders()},
              new String[] {"--driver-id", driver},
              new String[] {"--driver-email", drivers()})) {
        assertThat(list(side, who).out()).as(side + who[0]).containsOnlyOnce(tripInfo);
      }
    }
    assertThat(instance.run("trip", "show", tripInfo, "--rider-id", rider).out())
        .contains("status:   Completed");
  }

  @Test
  void pages_have_no_gaps_and_no_duplicates() throws Exception {
    var all = new HashSet<String>();
    for (var i = 0; i < 5; i++) {
      all.add(ride("2026-02-0%dT12:00:00Z".formatted(1 + i)));
    }
    for (var side : List.of("", "--ledger")) {
      for (var who : List.of("--rider-id=" + rider, "--driver-id=" + driver)) {
        var seen = new ArrayList<String>();
        var after = "";
        for (var page = 0; page < 4; page++) {
          var rows =
              JsonMapper.builder()
                  .build()
                  .readTree(list(side, who, "--limit=2", "--json", after).out());
          for (var row : rows) {
            seen.add(row.get("tripinfo").asText());
            after = "--after=person%s@example.com,%s".formatted(rider, seen.getLast());
          }
        }
        assertThat(seen).as(side + who).doesNotHaveDuplicates().hasSameElementsAs(all);
      }
    }
    var first = list("", "--rider-id=" + rider, "--limit=2").out();
    assertThat(first).contains("--after 'person" + rider + "@example.com,2026-02-04T12:00:00Z,");
    assertThat(list("", "--driver-id=" + driver, "--after=nobody@example.com,x").err())
        .contains("nobody@example.com has no trip x");
  }

  @Test
  void a_scan_of_the_table_is_paged_too() throws Exception {
    ride("2026-02-01T12:00:00Z");
    ride("2026-02-02T12:00:00Z");
    ride("2026-02-03T12:00:00Z");
    var json = JsonMapper.builder().build();
    var completed = "--status=Completed";
    var whole = json.readTree(list("", completed, "--limit=1000000", "--json").out());
    var limit = whole.size() / 2 + 1;
    var seen = new ArrayList<String>();
    var after = "";
    for (var page = 0; page < 2; page++) {
      for (var row :
          json.readTree(list("", completed, "--limit=" + limit, "--json", after).out())) {
        seen.add(row.get("riderid").asText() + "," + row.get("tripinfo").asText());
      }
      after = "--after=" + seen.getLast();
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(whole.size());
  }

  @Test
  void days_start_and_end_in_the_citys_time() {
    // In New York, these trips end on March 6 at 23:59:59, on March 7 at 0:00:00, and in the last
    // second of March 7.
    var before = ride("2026-03-07T04:59:59Z");
    var first = ride("2026-03-07T05:00:00Z");
    var last = ride("2026-03-08T04:59:59Z");
    // The clocks go forward on March 8.
    var sunday = ride("2026-03-09T03:59:59Z");
    var monday = ride("2026-03-09T04:00:00Z");
    for (var side : List.of("", "--ledger")) {
      for (var who : List.of("--rider-id=" + rider, "--driver-id=" + driver)) {
        assertThat(list(side, who, "--from=2026-03-07", "--to=2026-03-07").out())
            .as(side + who)
            .contains(first, last)
            .doesNotContain(before, sunday, monday);
        assertThat(list(side, who, "--from=2026-03-08").out())
            .contains(sunday, monday)
            .doesNotContain(before, first, last);
        assertThat(list(side, who, "--to=2026-03-08").out())
            .contains(before, first, last, sunday)
            .doesNotContain(monday);
        assertThat(list(side, who, "--from=2026-03-07", "--to=2026-03-07", "--zone=UTC").out())
            .contains(before, first)
            .doesNotContain(last);
      }
    }
    assertThat(list("", "--from=2026-03-08", "--to=2026-03-07").status()).isEqualTo(2);
    assertThat(list("", "--from=yesterday").err())
        .contains("--from 'yesterday' is not a day such as");
  }

  @Test
  void a_recorded_trip_is_listed_with_its_bill() {
    var tripInfo = ride("2026-04-01T12:00:00Z");
    var number =
        instance.rows("select id from trips where trip_info = '" + tripInfo + "'").getFirst();
    assertThat(list("--ledger", "--driver-id=" + driver).out())
        .contains(" trip ", number, tripInfo, "7.00")
        .doesNotContain("bill");
    instance.run("bill");
    assertThat(list("--ledger", "--driver-id=" + driver).out()).contains("cycle | bill");
    assertThat(list("--ledger", "--driver-id=" + driver, "--csv").out())
        .startsWith("trip,tripinfo,rider,riderEmail,driver,")
        .contains(number + ",\"" + tripInfo + "\"," + rider)
        .hasLineCount(2);
    assertThat(list("--ledger", "--driver-id=" + driver, "--csv", "--json").status()).isEqualTo(2);
    assertThat(list("--ledger", "--status=Booked").status()).isEqualTo(2);
    assertThat(list("--ledger", "--rider-id=" + instance.newRider()).out())
        .startsWith("no recorded trips under person");
  }

  @Test
  void an_address_of_the_ledger_finds_trips_in_whatever_case() {
    var riders = "person%s@example.com".formatted(rider);
    var drivers = "driver%s@taxi.com".formatted(driver);
    var first = ride("2026-04-01T12:00:00Z");
    instance.update("update riders set rider_email = upper(rider_email) where rider_id = " + rider);
    instance.update(
        "update drivers set driver_email = upper(driver_email) where driver_id = " + driver);
    var second = ride("2026-04-02T12:00:00Z");
    for (var email : List.of(riders, riders.toUpperCase(Locale.ROOT))) {
      assertThat(list("", "--rider-email=" + email).out()).contains(first, second);
      assertThat(list("--ledger", "--rider-email=" + email).out()).contains(first, second);
      assertThat(instance.run("trip", "show", first, "--rider-email", email).out()).contains(first);
    }
    for (var email : List.of(drivers, drivers.toUpperCase(Locale.ROOT))) {
      assertThat(list("", "--driver-email=" + email).out()).contains(first, second);
      assertThat(list("", "--driver-email=" + email, "--status=Booked").out())
          .doesNotContain(first);
      assertThat(list("", "--rider-id=" + rider, "--driver-email=" + email).out())
          .contains(first, second);
      assertThat(list("--ledger", "--driver-email=" + email, "--driver-id=" + driver).out())
          .contains(first, second);
    }
  }

  /// Inserts a rider and a driver with other addresses than the lab's.
  private void addPeople(long number) {
    instance.update(
        "insert into riders (rider_id, rider_email) values (%d, '%s')".formatted(number, riders()));
    instance.update(
        "insert into drivers (driver_id, driver_email) values (%d, '%s')"
            .formatted(number, drivers()));
  }

  private String riders() {
    return "known" + rider + "@riders.example";
  }

  private String drivers() {
    return "known" + driver + "@drivers.example";
  }

  /// Records a trip of no length on both sides.
  private String ride(String at) {
    var tripInfo = instance.run("book", "--rider-id", rider, "--at", at).tripInfo();
    instance.run("accept", tripInfo, "--rider-id", rider, "--driver-id", driver);
    var completed =
        instance.run(
            "complete",
            tripInfo,
            "--rider-id",
            rider,
            "--at",
            at,
            "--fare",
            "7",
            "--extra",
            "0",
            "--mta-tax",
            "0",
            "--tip",
            "0",
            "--tolls",
            "0",
            "--improvement-surcharge",
            "0");
    assertThat(completed.status()).as(completed.err()).isZero();
    instance.await("select count(*) from trips where trip_info = '" + tripInfo + "'", "1");
    return tripInfo;
  }

  private TestInstance.Result list(String side, String... options) {
    return instance.run(
        Stream.concat(Stream.of("trip", "list", side), Stream.of(options))
            .filter(option -> !option.isEmpty())
            .toArray(String[]::new));
  }
}
