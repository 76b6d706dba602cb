package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimeRuleTest {
  private static final LocalTimeRule CLOCK = LocalTimeRule.of(CsvFiles.NEW_YORK);

  private static Instant pickup(String text) {
    return CLOCK.pickup(CLOCK.read(text));
  }

  private static Instant dropoff(String pickup, String dropoff) {
    return CLOCK.dropoff(CLOCK.read(dropoff), CLOCK.read(pickup));
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03-23 20:21:09",
    "2019-03-23T20:21:09",
    "2019-03-23 20:21:09.000",
    "03/23/2019 08:21:09 PM",
    "3/23/2019 20:21:09",
    "2019/03/23 20:21:09",
    "23.03.2019 20:21:09",
    "2019 Mar 23 08:21:09 PM",
    "23 Mar 2019 20:21:09",
    "3/23/19 20:21:09",
    "2019-03-23T20:21:09.000000000",
    "2019-03-24T00:21:09.000Z",
    "2019-03-23T20:21:09-04:00",
    "2019-03-24 00:21:09 UTC",
    "2019-03-24 00:21:09+00:00",
    "2019-03-24 01:21:09+0100",
    "2019-03-23 20:21:09 America/New_York",
    "2019-03-23T20:21:09-04:00[America/New_York]"
  })
  void a_time_is_read_in_any_of_its_spellings(String text) {
    assertThat(pickup(text)).isEqualTo("2019-03-24T00:21:09Z");
  }

  @Test
  void fractions_of_a_second_are_kept() {
    assertThat(pickup("2019-03-23 20:21:09.5")).isEqualTo("2019-03-24T00:21:09.500Z");
  }

  @Test
  void in_the_repeated_hour_of_autumn_a_pick_up_is_the_earlier() {
    assertThat(pickup("2019-11-03 01:30:00")).isEqualTo("2019-11-03T05:30:00Z");
    assertThat(dropoff("2019-11-03 01:30:00", "2019-11-03 01:40:00"))
        .isEqualTo("2019-11-03T05:40:00Z");
  }

  @Test
  void and_a_drop_off_is_the_later_where_it_must_be() {
    assertThat(dropoff("2019-11-03 01:50:00", "2019-11-03 01:10:00"))
        .isEqualTo("2019-11-03T06:10:00Z");
  }

  @Test
  void but_no_drop_off_is_moved_to_hide_a_fault() {
    assertThat(dropoff("2019-11-03 03:10:00", "2019-11-03 01:10:00"))
        .isBefore(pickup("2019-11-03 03:10:00"));
  }

  @Test
  void the_skipped_hour_of_spring_is_shifted_forward() {
    assertThat(pickup("2019-03-10 02:30:00")).isEqualTo("2019-03-10T07:30:00Z");
    assertThat(pickup("2019-03-10 03:30:00")).isEqualTo("2019-03-10T07:30:00Z");
  }

  @Test
  void a_clock_that_was_not_put_forward_keeps_the_length_of_the_ride() {
    assertThat(dropoff("2019-03-10 02:58:00", "2019-03-10 03:05:00"))
        .isEqualTo("2019-03-10T08:05:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1553386869",
        "1553386869000",
        "1553386869000000",
        "1553386869000000000",
        "1.553386869E9"
      })
  void a_number_since_1970_is_read_only_if_its_time_zone_is_given(String number) {
    assertThat(CLOCK.read(number)).asString().contains("names no time zone", "--utc-times");
    var utc = new LocalTimeRule(CsvFiles.NEW_YORK, Optional.of(UtcTimes.UTC));
    assertThat(utc.pickup(utc.read(number))).isEqualTo("2019-03-24T00:21:09Z");
    var local = new LocalTimeRule(CsvFiles.NEW_YORK, Optional.of(UtcTimes.LOCAL));
    assertThat(local.pickup(local.read(number))).isEqualTo("2019-03-24T04:21:09Z");
  }

  @Test
  void local_times_marked_as_utc_are_read_with_the_option() {
    var local = new LocalTimeRule(CsvFiles.NEW_YORK, Optional.of(UtcTimes.LOCAL));
    assertThat(local.pickup(local.read("2019-03-23T20:21:09Z"))).isEqualTo("2019-03-24T00:21:09Z");
    assertThat(local.pickup(local.read("2019-03-23T20:21:09-04:00")))
        .isEqualTo("2019-03-24T00:21:09Z");
  }

  @Test
  void an_offset_distinguishes_the_two_hours_of_autumn() {
    assertThat(pickup("2019-11-03 01:30:00-04:00")).isEqualTo("2019-11-03T05:30:00Z");
    assertThat(pickup("2019-11-03 01:30:00-05:00")).isEqualTo("2019-11-03T06:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "03-04-2019 20:21",
        "43547.848",
        "2019-03-23",
        "20:21:09",
        "2019-02-30 10:00",
        "x"
      })
  void ambiguous_and_invalid_times_are_not_read(String text) {
    assertThat(CLOCK.read(text)).isInstanceOf(LocalTimeRule.CabTime.Unreadable.class);
  }
}
