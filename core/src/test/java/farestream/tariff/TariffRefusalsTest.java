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
        "-1 | 1 | 0 | the distance must be from 0 to 1000 miles, not -1",
        "1000.1 | 1 | 0 | the distance must be from 0 to 1000 miles, not 1000.1",
        "1e-100 | 1 | 0 | the distance has more than 9 decimals",
        "1e100 | 1 | 0 | the distance has more than 9 decimals",
        "1 | -1 | 0 | the time must be from 0 to 1440 minutes",
        "1 | 1441 | 0 | the time must be from 0 to 1440 minutes",
        "1 | 5 | -1 | the slow time must be from 0 to 1440 minutes",
        "1 | 5 | 5.1 | the slow time is longer than the time"
      })
  void an_invalid_ride_is_refused(String miles, String minutes, String slow, String reason) {
    assertThat(refusal(ride(miles, minutes, slow))).isEqualTo(reason);
  }

  @Test
  void a_day_before_the_first_rate_card_is_refused() {
    assertThat(refusal(at(ride("1", "5", "0"), at("2012-09-03T23:59:59"))))
        .isEqualTo("there is no rate card for 2012-09-03; the first one starts on 2012-09-04");
  }

  @Test
  void what_does_not_fit_the_rate_code_is_refused() {
    var ride = ride("1", "5", "0");
    assertThat(refusal(ride.withRateCode(RateCode.NEGOTIATED)))
        .contains("5 negotiated needs an agreed fare");
    assertThat(refusal(agreed(ride, RateCode.STANDARD, "5", true)))
        .contains("takes no agreed fare");
    assertThat(refusal(agreed(ride, RateCode.GROUP, "-5", true))).contains("from 0 to 100000.00");
    var beyond = new Journey.Beyond(new BigDecimal("0.5"), Duration.ZERO);
    assertThat(refusal(ride.withBeyond(beyond))).contains("no miles beyond the city limits");
    var tooMuch = new Journey.Beyond(new BigDecimal("1.5"), Duration.ZERO);
    assertThat(refusal(ride.withRateCode(RateCode.NASSAU_OR_WESTCHESTER).withBeyond(tooMuch)))
        .contains("the part beyond the city limits is larger");
  }
}
