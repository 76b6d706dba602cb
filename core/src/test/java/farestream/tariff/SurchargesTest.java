package farestream.tariff;

import static farestream.tariff.Rides.ASTORIA;
import static farestream.tariff.Rides.HARLEM;
import static farestream.tariff.Rides.JFK;
import static farestream.tariff.Rides.LAGUARDIA;
import static farestream.tariff.Rides.MIDTOWN;
import static farestream.tariff.Rides.NEWARK;
import static farestream.tariff.Rides.OUTSIDE;
import static farestream.tariff.Rides.UPPER_EAST_SIDE;
import static farestream.tariff.Rides.amount;
import static farestream.tariff.Rides.at;
import static farestream.tariff.Rides.green;
import static farestream.tariff.Rides.names;
import static farestream.tariff.Rides.quote;
import static farestream.tariff.Rides.ride;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurchargesTest {
  @ParameterizedTest
  @CsvSource({
    // Wednesday.
    "2019-03-20T05:59:59.999, 0.50",
    "2019-03-20T06:00, 0.00",
    "2019-03-20T15:59:59.999, 0.00",
    "2019-03-20T16:00, 1.00",
    "2019-03-20T19:59:59, 1.00",
    "2019-03-20T20:00, 0.50",
    // Friday, Saturday, Sunday.
    "2019-03-22T17:00, 1.00",
    "2019-03-22T23:59:59, 0.50",
    "2019-03-23T00:00, 0.50",
    "2019-03-23T17:00, 0.00",
    "2019-03-24T17:00, 0.00",
    // Thanksgiving day, and the day after.
    "2019-11-28T17:00, 0.00",
    "2019-11-29T17:00, 1.00",
    // Independence day of 2021 was a Sunday, New Year's day of 2022 a Saturday.
    "2021-07-05T17:00, 0.00",
    "2021-12-31T17:00, 1.00",
    "2020-06-19T17:00, 1.00",
    "2023-06-19T17:00, 0.00",
    "2019-11-05T17:00, 0.00",
    "2023-03-20T05:00, 1.00",
    "2023-03-20T17:00, 2.50"
  })
  void night_and_rush_hours_are_in_new_york_time(String begin, String extra) {
    assertThat(amount(at(ride("3", "15", "0"), at(begin)), Part.EXTRA)).isEqualTo(extra);
  }

  @Test
  void night_ends_at_six_on_the_day_that_daylight_saving_time_begins() {
    var ride = ride("3", "15", "0");
    // Daylight saving time began on 2019-03-10: 10:00 UTC is 6:00 that day and 5:00 the day before.
    assertThat(amount(at(ride, Instant.parse("2019-03-10T09:59:59Z")), Part.EXTRA))
        .isEqualTo("0.50");
    assertThat(amount(at(ride, Instant.parse("2019-03-10T10:00:00Z")), Part.EXTRA))
        .isEqualTo("0.00");
    assertThat(amount(at(ride, Instant.parse("2019-03-09T10:00:00Z")), Part.EXTRA))
        .isEqualTo("0.50");
  }

  @Test
  void the_congestion_surcharge_is_due_south_of_96th_street_from_its_first_day() {
    var ride = ride(UPPER_EAST_SIDE, HARLEM);
    assertThat(amount(ride, Part.CONGESTION_SURCHARGE)).isEqualTo("2.50");
    assertThat(amount(green(ride), Part.CONGESTION_SURCHARGE)).isEqualTo("2.75");
    assertThat(amount(ride(HARLEM, ASTORIA), Part.CONGESTION_SURCHARGE)).isEqualTo("0.00");
    assertThat(amount(at(ride, at("2019-02-01T23:59")), Part.CONGESTION_SURCHARGE))
        .isEqualTo("0.00");
    assertThat(amount(at(ride, at("2019-02-02T00:00")), Part.CONGESTION_SURCHARGE))
        .isEqualTo("2.50");
  }

  @Test
  void fees_of_the_city_and_the_state_end_with_them() {
    assertThat(names(ride(MIDTOWN, NEWARK)))
        .containsExactly(
            "initial charge",
            "distance and slow time",
            "Newark surcharge",
            "improvement surcharge");
    assertThat(names(ride(MIDTOWN, OUTSIDE))).contains("MTA tax", "congestion surcharge");
    assertThat(names(ride(MIDTOWN, OUTSIDE).withRateCode(RateCode.NEWARK)))
        .doesNotContain("MTA tax", "congestion surcharge");
    assertThat(names(ride(OUTSIDE, ASTORIA))).doesNotContain("MTA tax");
  }

  @Test
  void the_jfk_flat_has_a_rush_surcharge_of_its_own_and_no_night() {
    var toJfk = ride(MIDTOWN, JFK);
    assertThat(quote(toJfk).rateCode()).isEqualTo(RateCode.JFK);
    assertThat(amount(toJfk, Part.FARE)).isEqualTo("52.00");
    assertThat(amount(at(toJfk, at("2019-03-20T17:00")), Part.EXTRA)).isEqualTo("4.50");
    assertThat(amount(at(toJfk, at("2019-03-20T22:00")), Part.EXTRA)).isEqualTo("0.00");
    assertThat(amount(toJfk, Part.MTA_TAX)).isEqualTo("0.50");
    var now = at(toJfk, at("2025-03-19T17:00"));
    assertThat(amount(now, Part.FARE)).isEqualTo("70.00");
    assertThat(amount(now, Part.EXTRA)).isEqualTo("5.00");
    assertThat(amount(now, Part.CBD_CONGESTION_FEE)).isEqualTo("0.75");
    assertThat(quote(ride(JFK, ASTORIA)).rateCode()).isEqualTo(RateCode.STANDARD);
    assertThat(quote(green(ride(JFK, MIDTOWN))).rateCode()).isEqualTo(RateCode.STANDARD);
    assertThat(quote(green(toJfk)).rateCode()).isEqualTo(RateCode.JFK);
  }

  @Test
  void airports_have_fees_of_their_own() {
    var fromLaGuardia = at(ride(LAGUARDIA, ASTORIA), at("2023-01-04T12:00"));
    assertThat(amount(fromLaGuardia, Part.EXTRA)).isEqualTo("5.00");
    assertThat(amount(green(fromLaGuardia), Part.EXTRA)).isEqualTo("0.00");
    assertThat(amount(fromLaGuardia, Part.AIRPORT_FEE)).isEqualTo("1.25");
    var toLaGuardia = at(ride(ASTORIA, LAGUARDIA), at("2025-01-08T12:00"));
    assertThat(amount(green(toLaGuardia), Part.EXTRA)).isEqualTo("5.00");
    assertThat(amount(toLaGuardia, Part.AIRPORT_FEE)).isEqualTo("0.00");
    assertThat(amount(at(fromLaGuardia, at("2022-12-18T12:00")), Part.EXTRA)).isEqualTo("0.00");
    assertThat(amount(at(fromLaGuardia, at("2025-01-08T12:00")), Part.AIRPORT_FEE))
        .isEqualTo("1.75");
    assertThat(amount(at(ride(JFK, ASTORIA), at("2021-04-04T12:00")), Part.AIRPORT_FEE))
        .isEqualTo("0.00");
  }

  @Test
  void the_congestion_zones_fee_is_due_south_of_60th_street() {
    var day = at("2025-01-05T00:00");
    assertThat(amount(at(ride(MIDTOWN, ASTORIA), day), Part.CBD_CONGESTION_FEE)).isEqualTo("0.75");
    assertThat(amount(at(ride(UPPER_EAST_SIDE, ASTORIA), day), Part.CBD_CONGESTION_FEE))
        .isEqualTo("0.00");
    assertThat(
            amount(at(ride(MIDTOWN, ASTORIA), at("2025-01-04T23:59:59")), Part.CBD_CONGESTION_FEE))
        .isEqualTo("0.00");
  }

  @Test
  void an_agreed_fare_carries_taxes_and_no_extras() {
    var night = at(ride(MIDTOWN, ASTORIA), at("2019-03-20T22:00"));
    var agreed = Rides.agreed(night, RateCode.NEGOTIATED, "40", true);
    assertThat(names(agreed))
        .containsExactly("agreed fare", "MTA tax", "improvement surcharge", "congestion surcharge");
    var sent = Rides.agreed(night, RateCode.NEGOTIATED, "40", false);
    assertThat(names(sent)).containsExactly("agreed fare", "MTA tax", "congestion surcharge");
  }
}
