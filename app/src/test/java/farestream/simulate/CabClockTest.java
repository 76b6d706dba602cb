package farestream.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CabClockTest {
  private static LocalDateTime local(String text) {
    return CabClock.read(text).orElseThrow();
  }

  private static Instant pickup(String text) {
    return CabClock.pickup(local(text), CsvFiles.NEW_YORK);
  }

  private static Instant dropoff(String pickup, String dropoff) {
    return CabClock.dropoff(local(dropoff), CsvFiles.NEW_YORK, local(pickup));
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03-23 20:21:09",
    "2019-03-23T20:21:09",
    "2019-03-23 20:21:09.000",
    "03/23/2019 08:21:09 PM",
    "3/23/2019 20:21:09"
  })
  void a_time_is_read_in_any_of_its_spellings(String text) {
    assertThat(pickup(text)).isEqualTo("2019-03-24T00:21:09Z");
  }

  @Test
  void fractions_of_a_second_are_kept() {
    assertThat(pickup("2019-03-23 20:21:09.5")).isEqualTo("2019-03-24T00:21:09.500Z");
  }

  @Test
  void in_the_hour_that_autumn_has_twice_a_pick_up_is_the_earlier() {
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
  void but_no_drop_off_is_moved_to_cover_a_fault() {
    assertThat(dropoff("2019-11-03 03:10:00", "2019-11-03 01:10:00"))
        .isBefore(pickup("2019-11-03 03:10:00"));
  }

  @Test
  void the_hour_that_spring_leaves_out_is_shifted_forward() {
    assertThat(pickup("2019-03-10 02:30:00")).isEqualTo("2019-03-10T07:30:00Z");
    assertThat(pickup("2019-03-10 03:30:00")).isEqualTo("2019-03-10T07:30:00Z");
  }

  @Test
  void a_clock_that_was_not_put_forward_keeps_the_length_of_the_ride() {
    assertThat(dropoff("2019-03-10 02:58:00", "2019-03-10 03:05:00"))
        .isEqualTo("2019-03-10T08:05:00Z");
  }
}
