package farestream.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CityTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-01, America/New_York, 2026-11-01T04:00:00Z",
    "2026-11-01T06:00, America/New_York, 2026-11-01T11:00:00Z",
    "2026-11-01 06:00:30, America/New_York, 2026-11-01T11:00:30Z",
    "2026-11-01T10:00:00Z, America/New_York, 2026-11-01T10:00:00Z",
    "2026-11-01T01:30-04:00, America/New_York, 2026-11-01T05:30:00Z",
    "2026-11-01 01:30-05:00, America/New_York, 2026-11-01T06:30:00Z",
    "2026-03-08T03:00, America/New_York, 2026-03-08T07:00:00Z",
    // The day's first moment is at one in the morning: midnight is skipped.
    "2024-03-10, America/Havana, 2024-03-10T05:00:00Z"
  })
  void a_date_a_local_time_and_a_time_with_an_offset_are_read(
      String text, ZoneId zone, Instant moment) {
    assertThat(CityTime.read(text, zone)).isEqualTo(new CityTime.Reading.Moment(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-08T02:00",
        "2026-03-08T02:59:59.999999999",
        "2026-11-01T01:00",
        "2026-11-01T01:59:59",
        "-4720-01-01",
        "2026-13-01",
        "2026-11-01Z",
        ""
      })
  void a_text_that_is_not_exactly_one_moment_is_rejected(String text) {
    assertThat(CityTime.read(text, ZoneId.of("America/New_York")))
        .isInstanceOf(CityTime.Reading.NoMoment.class);
  }
}
