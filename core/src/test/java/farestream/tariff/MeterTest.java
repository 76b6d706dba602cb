package farestream.tariff;

import static farestream.tariff.Rides.at;
import static farestream.tariff.Rides.minutes;
import static farestream.tariff.Rides.quote;
import static farestream.tariff.Rides.ride;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 2.50",
    "0.2, 0, 2.50",
    "0.200000001, 0, 3.00",
    "0.4, 0, 3.00",
    "0.6, 0, 3.50",
    "0.7, 0, 4.00",
    "1, 0, 4.50",
    "2.9, 0, 9.50",
    "3, 0, 9.50",
    "3.01, 0, 10.00",
    "0, 1, 2.50",
    "0, 1.001, 3.00",
    // Half a unit of distance and half a unit of slow time are one unit.
    "0.1, 0.5, 2.50",
    "0.1, 0.501, 3.00",
    "1.3, 3.5, 7.00",
    "1.3, 3.6, 7.50"
  })
  void the_unit_begun_is_due_and_fractions_add_up(String miles, String slow, String fare) {
    assertThat(Rides.amount(ride(miles, "60", slow), Part.FARE)).isEqualTo(fare);
  }

  @Test
  void a_quote_says_how_many_units_there_are() {
    assertThat(quote(ride("3", "15", "0")).lines().get(1).explanation())
        .isEqualTo("14 units at 0.50");
    assertThat(quote(ride("0.3", "15", "0")).lines().get(1).explanation())
        .isEqualTo("1 unit at 0.50");
  }

  @Test
  void the_figures_are_those_of_the_day() {
    var ride = ride("3", "15", "0");
    assertThat(Rides.amount(at(ride, at("2022-12-18T12:00")), Part.FARE)).isEqualTo("9.50");
    assertThat(Rides.amount(at(ride, at("2022-12-19T12:00")), Part.FARE)).isEqualTo("12.80");
    assertThat(quote(at(ride, at("2022-12-19T12:00"))).total()).hasToString("14.30");
  }

  @Test
  void beyond_the_city_line_the_meter_counts_twice() {
    var ride = ride("10", "30", "4").withRateCode(RateCode.NASSAU_OR_WESTCHESTER);
    assertThat(Rides.amount(ride, Part.FARE)).isEqualTo("29.00");
    var beyond = new Journey.Beyond(new BigDecimal("4.1"), minutes("1"));
    // Within the city: 5.9 miles and 3 minutes are 32.5 units, so 33 are begun. In total: 54.
    var lines = quote(ride.withBeyond(beyond)).lines();
    assertThat(lines.get(1).explanation()).isEqualTo("32 units at 0.50");
    assertThat(lines.get(2).explanation()).isEqualTo("21 units at 1.00, twice the rate");
    assertThat(Rides.amount(ride.withBeyond(beyond), Part.FARE)).isEqualTo("39.50");
  }

  @Test
  void the_least_slow_time_is_that_of_a_constant_speed() {
    var twoMiles = new BigDecimal("2");
    assertThat(SlowTime.least(twoMiles, minutes("9"))).isEqualTo(minutes("0"));
    assertThat(SlowTime.least(twoMiles, minutes("13"))).isEqualTo(minutes("3"));
    assertThat(SlowTime.assumed(twoMiles, minutes("13"))).isEqualTo(minutes("7"));
    assertThat(SlowTime.assumed(twoMiles, minutes("5"))).isEqualTo(minutes("0"));
  }
}
