package farestream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import farestream.money.Money;
import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TripDecoderTest {
  private static final String INFO = "2019-12-18T05:15:33.640038Z,3219350";

  @Test
  void an_item_of_the_labs_scripts_is_recorded() {
    var decision = TripDecoder.decide(LabTrip.completed(INFO).change(1));

    assertThat(decision)
        .asInstanceOf(type(Decision.Recording.class))
        .satisfies(
            recording -> {
              var trip = recording.trip();
              assertThat(trip.key().tripInfo()).isEqualTo(INFO);
              assertThat(trip.driver().id()).isEqualTo(528204);
              assertThat(trip.pickup().time()).isEqualTo("2019-12-18T05:15:33Z");
              assertThat(trip.fare().total()).isEqualTo(Money.of("14.18"));
              assertThat(trip.fare().ehailFee()).isEqualTo(Money.ZERO);
              assertThat(trip.pickup().longitude()).hasToString("Optional[-73.496113]");
            });
  }

  @Test
  void an_item_that_is_completed_from_its_first_record_is_recorded() {
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).inserted(1)))
        .isInstanceOf(Decision.Recording.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Booked", "InProgress", "Cancelled"})
  void a_trip_that_is_not_completed_is_ignored(String status) {
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).text("STATUS", status).change(1)))
        .isInstanceOf(Decision.Ignored.class);
  }

  @Test
  void a_removal_is_reported_whatever_the_status_was_unless_it_has_no_key() {
    var key = new TripKey("person69257@example.com", INFO);
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).removed(1)))
        .isEqualTo(new Decision.Removal(key, true));
    for (var before :
        List.of(
            LabTrip.completed(INFO).text("STATUS", "Booked"),
            LabTrip.completed(INFO).text("STATUS", "completed"),
            LabTrip.completed(INFO).without("STATUS"))) {
      assertThat(TripDecoder.decide(before.removed(1))).isEqualTo(new Decision.Removal(key, false));
    }
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).without("riderid").removed(1)))
        .isInstanceOf(Decision.Ignored.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "COMPLETED", "Done", ""})
  void an_unknown_status_is_quarantined(String status) {
    assertRejected(
        LabTrip.completed(INFO).text("STATUS", status),
        "STATUS '" + status + "' is not one of Booked");
  }

  @Test
  void a_completed_trip_that_is_no_longer_completed_is_quarantined() {
    var before = LabTrip.completed(INFO);
    var after = LabTrip.completed(INFO).text("STATUS", "Booked");
    assertThat(TripDecoder.decide(before.changedTo(after, 2)))
        .asInstanceOf(type(Decision.Rejection.class))
        .extracting(Decision.Rejection::reason)
        .asString()
        .contains("STATUS was Completed and is now Booked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RIDER_ID",
        "DRIVER_ID",
        "PICKUP_DATETIME",
        "DROPOFF_DATETIME",
        "FARE_AMOUNT",
        "EXTRA",
        "MTA_TAX",
        "TIP_AMOUNT",
        "TOLLS_AMOUNT",
        "IMPROVEMENT_SURCHARGE",
        "TOTAL_AMOUNT"
      })
  void required_attributes_must_be_there(String name) {
    assertRejected(LabTrip.completed(INFO).without(name), name + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "TOTAL_AMOUNT, 1e400, 'is out of range (at most 999,999,999,999.99)'",
    "TOTAL_AMOUNT, 12.345, is not a whole number of cents",
    "TOTAL_AMOUNT, 1000000000000, is out of range",
    "DRIVER_ID, 0, is not between 1",
    "DRIVER_ID, 1.5, is not a whole number",
    "RIDER_ID, 99999999999999999999, is not between 1",
    "PAYMENT_TYPET, 1e30, is not between 0"
  })
  void an_invalid_number_is_quarantined(String name, String digits, String reason) {
    assertRejected(LabTrip.completed(INFO).number(name, digits), name + " ");
    assertRejected(LabTrip.completed(INFO).number(name, digits), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "DROPOFF_DATETIME, yesterday, is not a time",
    "DROPOFF_DATETIME, 2019-12-18 05:19:10, is not a time",
    "DROPOFF_DATETIME, 2019-02-30T05:19:10Z, is not a time",
    "DROPOFF_DATETIME, 1019-12-18T05:19:10Z, is not from 2000",
    "DROPOFF_DATETIME, 2019-12-18T05:15:32Z, is before PICKUP_DATETIME",
    "RIDER_EMAIL, other@example.com, differs from the key's riderid",
    "FARE_AMOUNT, twelve, '''twelve'' is not a number'",
    "FARE_AMOUNT, 12.50, '''12.50'' is a string, not a number'"
  })
  void an_invalid_text_is_quarantined(String name, String text, String reason) {
    assertRejected(LabTrip.completed(INFO).text(name, text), name + " ");
    assertRejected(LabTrip.completed(INFO).text(name, text), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "TRIP_DISTANCE, -10.88",
    "PICKUP_LONGITUDE, -2228.5",
    "DROPOFF_LATITUDE, 1933.3",
    "PASSENGER_COUNT, 1.5",
    "RATE_CODE_ID, 1e30",
    "RATE_CODE_ID, 0",
    "RATE_CODE_ID, 7",
    "RATE_CODE_ID, 98",
    "CAB_TYPE_ID, 0",
    "CAB_TYPE_ID, 9",
    "DROPOFF_LOCATION_ID, -1",
    "VENDOR_ID, -1"
  })
  void an_invalid_value_that_no_money_depends_on_is_omitted_and_named(String name, String digits) {
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).number(name, digits).change(1)))
        .isEqualTo(omitting(LabTrip.completed(INFO).without(name), name));
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).text(name, "far").change(1)))
        .isEqualTo(omitting(LabTrip.completed(INFO).without(name), name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RIDER_NAME",
        "RIDER_MOBILE",
        "DRIVER_NAME",
        "DRIVER_EMAIL",
        "DRIVER_MOBILE",
        "VEHICLE_ID",
        "STORE_AND_FWD_FLAG"
      })
  void an_invalid_text_that_no_money_depends_on_is_omitted_and_named(String name) {
    for (var value :
        List.of(
            new ItemValue.Numeric("12125550123"),
            new ItemValue.Text("x".repeat(1_001)),
            new ItemValue.Text("Jo\0"),
            new ItemValue.Other("{\"L\":[{\"S\":\"Jo\"}]}"),
            new ItemValue.Other("{\"BOOL\":true}"))) {
      assertThat(TripDecoder.decide(LabTrip.completed(INFO).set(name, value).change(1)))
          .isEqualTo(omitting(LabTrip.completed(INFO).without(name), name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "99", "99.0"})
  void a_rate_code_that_the_ledger_knows_is_kept(String code) {
    assertThat(TripDecoder.decide(LabTrip.completed(INFO).number("RATE_CODE_ID", code).change(1)))
        .asInstanceOf(type(Decision.Recording.class))
        .satisfies(
            recording -> {
              assertThat(recording.omitted()).isEmpty();
              assertThat(recording.trip().ride().rateCode())
                  .hasValue(new BigDecimal(code).longValue());
            });
  }

  private static Decision omitting(LabTrip without, String name) {
    return switch (TripDecoder.decide(without.change(1))) {
      case Decision.Recording(var trip, var _) -> new Decision.Recording(trip, List.of(name));
      case Decision other -> throw new AssertionError(other);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHAIL_FEE", "CONGESTION_SURCHARGE", "OTHER_AMOUNT", "RIDER_NAME"})
  void null_means_absent(String name) {
    for (var json : List.of("{\"NULL\":true}", "{ \"NULL\" : true }")) {
      var trip = LabTrip.completed(INFO).set(name, new ItemValue.Other(json));
      assertThat(TripDecoder.decide(trip.change(1)))
          .isEqualTo(TripDecoder.decide(LabTrip.completed(INFO).without(name).change(1)))
          .isInstanceOf(Decision.Recording.class);
    }
  }

  @Test
  void every_fault_is_named() {
    var trip =
        LabTrip.completed(INFO)
            .without("DRIVER_ID")
            .number("TIP_AMOUNT", "0.001")
            .number("PICKUP_DATETIME", "7");
    assertRejected(trip, "DRIVER_ID is missing");
    assertRejected(trip, "TIP_AMOUNT 0.001 is not a whole number of cents");
    assertRejected(trip, "PICKUP_DATETIME is not a string");
  }

  @Test
  void each_fault_is_on_a_line_of_its_own_whatever_the_values_hold() {
    var trip =
        LabTrip.completed(INFO)
            .text("EXTRA", "a\nb\0; TIP_AMOUNT is missing\u001b[31m")
            .set("TOTAL_AMOUNT", new ItemValue.Other("{\"NULL\":true}"))
            .text("TOLLS_AMOUNT", "🚕".repeat(100));
    assertThat(reason(trip).lines())
        .containsExactly(
            "EXTRA 'a\uFFFDb\uFFFD; TIP_AMOUNT is missing\uFFFD[31m' is not a number",
            "TOLLS_AMOUNT '" + "🚕".repeat(60) + "…' is not a number",
            "TOTAL_AMOUNT is missing");
  }

  @Test
  void personal_data_is_not_quoted() {
    var person = "person1@example.com";
    var trip =
        LabTrip.completed(INFO)
            .text("DRIVER_ID", person)
            .text("RIDER_EMAIL", person)
            .text("PICKUP_DATETIME", person.repeat(9));
    assertThat(reason(trip)).contains("DRIVER_ID is not a number").doesNotContain(person);
  }

  @Test
  void a_status_that_is_not_a_string_or_missing_is_quarantined() {
    assertRejected(LabTrip.completed(INFO).number("STATUS", "5"), "STATUS 5 is not one of Booked");
    assertThat(
            TripDecoder.decide(
                LabTrip.completed(INFO).changedTo(LabTrip.completed(INFO).without("STATUS"), 2)))
        .isEqualTo(
            new Decision.Rejection(
                "STATUS was Completed and is now missing, but a completed trip can't change its"
                    + " status"));
  }

  @Test
  void a_character_that_postgresql_cannot_store_is_quarantined() {
    assertRejected(LabTrip.completed("a\0b"), "tripinfo contains a NUL character");
  }

  @Test
  void a_key_too_long_for_an_index_is_quarantined() {
    assertRejected(LabTrip.completed("x".repeat(301)), "tripinfo has more than 300 characters");
  }

  @Test
  void fractions_of_a_second_are_kept_to_the_microsecond() {
    var trip = LabTrip.completed(INFO).text("DROPOFF_DATETIME", "2019-12-18T05:19:10.123456789Z");
    assertThat(TripDecoder.decide(trip.change(1)))
        .asInstanceOf(type(Decision.Recording.class))
        .extracting(recording -> recording.trip().dropoff().time())
        .isEqualTo(Instant.parse("2019-12-18T05:19:10.123456Z"));
  }

  @Property
  void any_whole_cents_are_kept(
      @ForAll @LongRange(min = -99_999_999, max = 99_999_999) long cents) {
    var amount = Money.ofCents(cents);
    assertThat(
            TripDecoder.decide(
                LabTrip.completed(INFO).number("TOTAL_AMOUNT", amount.toString()).change(1)))
        .asInstanceOf(type(Decision.Recording.class))
        .extracting(recording -> recording.trip().fare().total())
        .isEqualTo(amount);
  }

  @Property
  void whatever_an_attribute_holds_a_decision_is_made(
      @ForAll("names") String name, @ForAll("values") ItemValue value) {
    var decision = TripDecoder.decide(LabTrip.completed(INFO).set(name, value).change(1));
    assertThat(decision).isNotNull();
    assertThat(LabTrip.completed(INFO).set(name, value).image().toJson()).startsWith("{");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(LabTrip.completed(INFO).image().attributes().keySet());
  }

  @Provide
  Arbitrary<ItemValue> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(2_000).map(ItemValue.Text::new),
        Arbitraries.strings()
            .withChars("0123456789.eE+-")
            .ofMaxLength(80)
            .map(ItemValue.Numeric::new),
        Arbitraries.of("{\"NULL\":true}", "{\"BOOL\":false}", "{\"L\":[]}")
            .map(ItemValue.Other::new));
  }

  private static void assertRejected(LabTrip trip, String reason) {
    assertThat(reason(trip)).contains(reason);
  }

  private static String reason(LabTrip trip) {
    return switch (TripDecoder.decide(trip.change(1))) {
      case Decision.Rejection(var reason) -> reason;
      case Decision other -> throw new AssertionError(other);
    };
  }
}
