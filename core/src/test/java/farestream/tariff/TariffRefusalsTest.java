package farestream.tariff;

import static farestream.tariff.Rides.agreed;
import static farestream.tariff.Rides.at;
import static farestream.tariff.Rides.refusal;
import static farestream.tariff.Rides.ride;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffRefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | 1 | 0 | the distance is from 0 to 1000 miles, not -1",
        "1000.1 | 1 | 0 | the distance is from 0 to 1000 miles, not 1000.1",
        "1e-100 | 1 | 0 | the distance has more than 9 decimals",
        "1e100 | 1 | 0 | the distance has more than 9 decimals",
        "1 | -1 | 0 | the time is from 0 to 1440 minutes",
        "1 | 1441 | 0 | the time is from 0 to 1440 minutes",
        "1 | 5 | -1 | the slow time is from 0 to 1440 minutes",
        "1 | 5 | 5.1 | there is more slow time than time"
      })
  void what_is_no_ride_is_refused(String miles, String minutes, String slow, String reason) {
    assertThat(refusal(ride(miles, minutes, slow))).isEqualTo(reason);
  }

  @Test
  void a_day_before_the_first_rate_card_is_refused() {
    assertThat(refusal(at(ride("1", "5", "0"), at("2012-09-03T23:59:59"))))
        .isEqualTo("no rate card is known for 2012-09-03: the first is of 2012-09-04");
  }

  @Test
  void what_the_rate_code_has_no_use_for_is_refused() {
    var ride = ride("1", "5", "0");
    assertThat(refusal(ride.withRateCode(RateCode.NEGOTIATED))).contains("5 negotiated", "name it");
    assertThat(refusal(agreed(ride, RateCode.STANDARD, "5", true))).contains("has no agreed fare");
    assertThat(refusal(agreed(ride, RateCode.GROUP, "-5", true))).contains("from 0 to 100000.00");
    var beyond = new Journey.Beyond(new BigDecimal("0.5"), Duration.ZERO);
    assertThat(refusal(ride.withBeyond(beyond))).contains("no miles beyond the city line");
    var tooMuch = new Journey.Beyond(new BigDecimal("1.5"), Duration.ZERO);
    assertThat(refusal(ride.withRateCode(RateCode.NASSAU_OR_WESTCHESTER).withBeyond(tooMuch)))
        .contains("more of the ride is beyond the city line");
  }
}
