package farestream.cli.trip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.SampleItem;
import farestream.TestInstance;
import farestream.booking.TableSetup;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class BookingLifeTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final TestInstance instance = TestInstance.running();

  @Test
  void a_trip_is_booked_accepted_completed_and_recorded() {
    var booked = instance.run("book");
    assertThat(booked.status()).isZero();
    assertThat(booked.out())
        .contains("status:   Booked", "69257, person69257")
        .doesNotContain("driver:");

    var accepted = instance.run("accept", booked.tripInfo());
    assertThat(accepted.out()).contains("status:   InProgress", "@taxi.com", "vehicle:");

    var completed =
        instance.run("complete", booked.tripInfo(), "--fare", "12345.67", "--tip", "0.05");
    assertThat(completed.status()).isZero();
    assertThat(completed.out()).contains("status:   Completed", "meter 12345.67", "tip 0.05");

    instance.await(
        "select fare_amount || ' ' || status from trips where trip_info = '%s'"
            .formatted(booked.tripInfo()),
        "12345.67 Completed");
  }

  /// The workshop's items have this type as a string.
  @Test
  void the_drivers_details_have_the_cab_type_as_text() throws Exception {
    var tripInfo = instance.run("book").tripInfo();
    var accepted = instance.run("accept", tripInfo, "--cab-type", "2", "--json").out();
    var details = JSON.readTree(JSON.readTree(accepted).get("DriverDetails").asText());
    assertThat(details.get("Vehicle Details").get("type").isTextual()).isTrue();
    assertThat(details.get("Vehicle Details").get("type").asText()).isEqualTo("2");
  }

  @Test
  void generated_figures_are_coherent() throws Exception {
    for (var i = 0; i < 20; i++) {
      var tripInfo = instance.run("book").tripInfo();
      instance.run("accept", tripInfo);
      var item = JSON.readTree(instance.run("complete", tripInfo, "--json").out());
      var parts =
          SampleItem.PARTS.stream()
              .map(part -> item.get(part).decimalValue())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(item.get("TOTAL_AMOUNT").decimalValue()).isEqualByComparingTo(parts);
      assertThat(item.get("TOTAL_AMOUNT").decimalValue())
          .isBetween(BigDecimal.valueOf(5), BigDecimal.valueOf(150));
      assertThat(item.get("PICKUP_LONGITUDE").decimalValue())
          .isBetween(BigDecimal.valueOf(-74), BigDecimal.valueOf(-73));
    }
  }

  @Test
  void tripinfo_is_read_from_a_pipe_and_may_be_in_quotes() {
    var tripInfo = instance.run("book").tripInfo();
    var accepted = instance.answering("\"" + tripInfo + "\"\n", "accept");
    // Input from a pipe gets no prompt.
    assertThat(accepted.out()).doesNotContain("Enter your tripinfo").contains("InProgress");
    assertThat(accepted.err()).isEmpty();
    assertThat(instance.answering(tripInfo + "\n", "complete").status()).isZero();
  }

  @Test
  void the_prompt_is_not_part_of_the_json() {
    var tripInfo = instance.run("book").tripInfo();
    var accepted = instance.answering(tripInfo + "\n", "accept", "--json");
    assertThat(accepted.out()).startsWith("{");
    assertThat(accepted.err()).isEmpty();
  }

  @Test
  void a_cancelled_trip_shows_who_cancelled_it() {
    var tripInfo = instance.run("book").tripInfo();
    instance.run("accept", tripInfo, "--driver-id", "510909");
    instance.run("cancel", tripInfo);
    assertThat(instance.run("accept", tripInfo).err()).contains("is Cancelled, no longer Booked");
  }

  @Test
  void a_person_with_another_address_is_looked_up_by_it() {
    var rider = Long.toString(instance.newRider());
    var driver = Long.toString(instance.newDriver());
    var riders = "other" + rider + "@example.com";
    var drivers = "other" + driver + "@taxi.com";
    var tripInfo = instance.run("book", "--rider-id", rider, "--rider-email", riders).tripInfo();
    instance.run("accept", tripInfo, "--driver-id", driver, "--driver-email", drivers);
    instance.run("complete", tripInfo);

    assertThat(instance.run("trip", "list", "--rider-id", rider).out())
        .contains("no trips under person" + rider + "@example.com: to search another address");
    assertThat(instance.run("trip", "list", "--rider-email", riders).out()).contains(tripInfo);
    assertThat(instance.run("trip", "list", "--rider-id", rider, "--rider-email", riders).out())
        .contains(tripInfo);
    assertThat(instance.run("trip", "list", "--driver-id", driver, "--status", "completed").out())
        .contains(tripInfo);
    assertThat(instance.run("trip", "list", "--driver-email", drivers).out()).contains(tripInfo);
    assertThat(instance.run("trip", "list", "--driver-id", "1", "--driver-email", drivers).out())
        .startsWith("no trips");
  }

  @Test
  void no_tripinfo_is_wrong_usage() {
    var refused = instance.answering("\n", "accept");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("TRIPINFO is missing");
  }

  @Test
  void a_second_driver_is_refused_with_the_name_of_the_first() {
    var tripInfo = instance.run("book").tripInfo();
    var first = "" + instance.newDriver();
    instance.run("accept", tripInfo, "--driver-id", first);
    var refused = instance.run("accept", tripInfo, "--driver-id", "" + instance.newDriver());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("InProgress by driver " + first);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void a_driver_with_a_trip_in_progress_cannot_accept_another() {
    var driver = "" + instance.newDriver();
    var first = instance.run("book").tripInfo();
    instance.run("accept", first, "--driver-id", driver);
    var second = instance.run("book").tripInfo();
    var refused = instance.run("accept", second, "--driver-id", driver);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains(
            "driver %s has an active trip, %s of ".formatted(driver, first),
            "complete or cancel it")
        .hasLineCount(1);
    instance.run("complete", first);
    assertThat(instance.run("accept", second, "--driver-id", driver).status()).isZero();
  }

  @Test
  void by_default_a_free_driver_of_the_lab_accepts_the_trip() {
    TableSetup.ensure(instance.config().dynamoDb(), "ten-drivers");
    var ten = instance.with("TRIPS_TABLE", "ten-drivers");
    var trips = Stream.generate(() -> ten.run("book").tripInfo()).limit(10).toList();
    for (var trip : trips) {
      assertThat(ten.run("accept", trip).err()).isEmpty();
    }
    var another = ten.run("book").tripInfo();
    var refused = ten.run("accept", another);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("each of the lab's ten drivers").hasLineCount(1);
    ten.run("complete", trips.get(4));
    assertThat(ten.run("accept", another).status()).isZero();
  }

  @Test
  void only_the_driver_who_accepted_may_complete() {
    var tripInfo = instance.run("book").tripInfo();
    var driver = "" + instance.newDriver();
    instance.run("accept", tripInfo, "--driver-id", driver);
    var refused = instance.run("complete", tripInfo, "--driver-id", "528204");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("accepted by driver " + driver);
    assertThat(instance.run("complete", tripInfo, "--driver-id", driver).status()).isZero();
  }

  @Test
  void a_trip_cannot_end_before_it_began() {
    var tripInfo = instance.run("book", "--at", "2026-01-02T00:00:00Z").tripInfo();
    instance.run("accept", tripInfo);
    var refused = instance.run("complete", tripInfo, "--at", "2026-01-01T00:00:00Z");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("before its pick-up at 2026-01-02T00:00:00Z");
  }

  @Test
  void a_trip_that_nobody_accepted_cannot_be_completed() {
    var tripInfo = instance.run("book").tripInfo();
    var refused = instance.run("complete", tripInfo);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("is Booked, not InProgress");
  }

  @Test
  void a_completed_trip_can_neither_be_completed_nor_cancelled_again() {
    var tripInfo = instance.run("book").tripInfo();
    instance.run("accept", tripInfo);
    instance.run("complete", tripInfo);
    assertThat(instance.run("complete", tripInfo).status()).isEqualTo(3);
    var refused = instance.run("cancel", tripInfo);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("is Completed: only a trip that is Booked");
  }

  @Test
  void a_trip_is_cancelled_from_booked_and_from_in_progress_with_the_reason() {
    var booked = instance.run("book").tripInfo();
    assertThat(instance.run("cancel", booked, "--reason", "rain").out())
        .contains("status:   Cancelled", "cancelled: rain");
    var accepted = instance.run("book").tripInfo();
    instance.run("accept", accepted);
    assertThat(instance.run("cancel", accepted, "--reason", "flat tyre").out())
        .contains("cancelled: flat tyre");
    assertThat(instance.run("accept", booked).status()).isEqualTo(3);
  }

  @Test
  void a_reason_is_optional_and_shown_on_one_line() {
    var booked = instance.run("book").tripInfo();
    assertThat(instance.run("cancel", booked).out()).contains("cancelled: no reason given");
    var other = instance.run("book").tripInfo();
    assertThat(instance.run("cancel", other, "--reason", "rain\ntripinfo: x\u001b[2J").out())
        .contains("cancelled: rain tripinfo: x\\u001b[2J");
  }

  @Test
  void a_trip_of_any_rider_is_found_by_its_tripinfo() {
    var rider = instance.newRider();
    var tripInfo = instance.run("book", "--rider-id", Long.toString(rider)).tripInfo();
    assertThat(instance.run("accept", tripInfo).status()).isZero();
    assertThat(instance.run("trip", "show", tripInfo).out()).contains("person" + rider);
  }

  @Test
  void names_may_contain_any_characters() {
    var rider = instance.newRider();
    var name = "Séan O'Brien \"🚕\" %s --";
    var tripInfo = instance.run("book", "--rider-id", "" + rider, "--rider-name", name).tripInfo();
    instance.run("accept", tripInfo, "--driver-name", "D'Arcy; drop table trips");
    assertThat(instance.run("complete", tripInfo).out()).contains(name);
    instance.await(
        "select rider_name || '|' || driver_name from trips where trip_info = '%s'"
            .formatted(tripInfo),
        name + "|D'Arcy; drop table trips");
  }

  @Test
  void a_missing_trip_is_reported() {
    for (var command : List.of("accept", "complete", "cancel")) {
      var refused = instance.run(command, "2020-04-05T18:52:42Z,0000000");
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("there is no trip 2020-04-05T18:52:42Z,0000000");
    }
    assertThat(instance.run("trip", "show", "x", "--rider-id", "1").status()).isEqualTo(3);
  }

  @Test
  void trips_are_listed_by_rider_driver_and_status() {
    var rider = "" + instance.newRider();
    var driver = "" + instance.newDriver();
    var first =
        instance.run("book", "--rider-id", rider, "--at", "2026-01-01T00:00:00Z").tripInfo();
    var second =
        instance.run("book", "--rider-id", rider, "--at", "2026-01-02T00:00:00Z").tripInfo();
    instance.run("accept", first, "--driver-id", driver);

    assertThat(instance.run("trip", "list", "--rider-id", rider).out())
        .containsSubsequence(second, first);
    instance.run("cancel", first);
    instance.run("accept", second, "--driver-id", driver);
    assertThat(instance.run("trip", "list", "--driver-id", driver).out())
        .contains(second, "the trip accepted last; to find others, add --status InProgress");
    assertThat(instance.run("trip", "list", "--driver-id", driver, "--status", "Cancelled").out())
        .contains(first)
        .doesNotContain(second);
    instance.run("complete", second);
    assertThat(instance.run("trip", "list", "--driver-id", driver).out())
        .containsOnlyOnce(second)
        .doesNotContain(first);
    var third =
        instance.run("book", "--rider-id", rider, "--at", "2026-01-03T00:00:00Z").tripInfo();
    instance.run("accept", third, "--driver-id", driver);
    assertThat(instance.run("trip", "list", "--driver-id", driver).out())
        .containsSubsequence(third, "InProgress", second, "Completed")
        .doesNotContain(first);
    assertThat(instance.run("trip", "list", "--driver-id", driver, "--status", "Completed").out())
        .contains(second)
        .doesNotContain(first, third);
    assertThat(instance.run("trip", "list", "--driver-id", driver, "--status", "InProgress").out())
        .contains(third)
        .doesNotContain(first, second);
    assertThat(instance.run("trip", "list", "--driver-id", "" + instance.newDriver()).out())
        .startsWith("no trips under driver");
    assertThat(instance.run("trip", "list", "--rider-id", rider, "--status", "inprogress").out())
        .contains(third)
        .doesNotContain(first);
    var address = "person" + rider + "@example.com";
    assertThat(instance.run("trip", "list", "--rider-email", address, "--limit", "1").out())
        .contains(third, "(the first 1;");
    assertThat(instance.run("trip", "list", "--rider-id", "" + instance.newRider()).out())
        .startsWith("no trips under person");
  }

  @Test
  void a_drivers_trips_are_listed_without_a_drivers_table() {
    try (var dynamoDb = instance.config().dynamoDb()) {
      TableSetup.ensure(dynamoDb, "driverless");
      dynamoDb.deleteTable(table -> table.tableName("driverless-drivers"));
    }
    var list = instance.with("TRIPS_TABLE", "driverless").run("trip", "list", "--driver-id", "7");
    assertThat(list.status()).as(list.err()).isZero();
    assertThat(list.out()).startsWith("no trips under driver7@taxi.com");
  }

  @Test
  void json_has_the_exact_decimals() {
    var tripInfo = instance.run("book").tripInfo();
    instance.run("accept", tripInfo, "--longitude", "-73.4961130001");
    assertThat(instance.run("complete", tripInfo, "--fare", "999999999.99", "--json").out())
        .contains("\"FARE_AMOUNT\" : 999999999.99", "\"PICKUP_LONGITUDE\" : -73.4961130001");
  }
}
