package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.tlc.TimeText.Reading;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests times in the formats that programs and people write.
class TimeTextTest {
  private static final LocalDateTime TIME = LocalDateTime.parse("2019-03-23T20:21:09");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-03-23 20:21:09",
        "2019-03-23T20:21:09.000",
        "2019-03-23  20:21:09",
        "2019-03-23 20:21:09,000",
        "2019-03-23 20.21.09",
        "2019-03-23-20.21.09.000000",
        "2019.03.23 20:21:09",
        "2019/03/23 20:21:09",
        "2019-Mar-23 20:21:09",
        "2019 Mar 23 08:21:09 PM",
        "20190323 20:21:09",
        "20190323T202109",
        "20190323 202109",
        "20190323202109",
        "03/23/2019 08:21:09 PM",
        "3/23/2019, 8:21:09\u202fPM",
        "3/23/2019 8:21:09\u00a0PM",
        "3/23/2019 8:21:09PM",
        "3/23/2019 8:21:09 p.m.",
        "3/23/2019 8:21:09 P.M.",
        "3/23/2019 8:21:09 p.\u00a0m.",
        "3/23/19  20:21:09",
        "23.03.2019 20:21:09",
        "23.03.19 20:21:09",
        "23.3.2019, 20:21:09",
        "23.03.2019 20.21.09",
        "23-Mar-19 20:21:09",
        "23-MAR-19 08.21.09 PM",
        "23-MAR-19 08.21.09.000000 PM",
        "23-Mar-2019 20:21:09",
        "23MAR2019:20:21:09",
        "23 March 2019 20:21:09",
        "Mar 23 2019  8:21:09PM",
        "Mar 23, 2019, 8:21:09 PM",
        "March 23, 2019 20:21:09",
        "March 23, 2019 at 8:21:09 PM",
        "Sat, 23 Mar 2019 20:21:09",
        "Sat Mar 23 20:21:09 2019"
      })
  void unambiguous_times_are_read(String text) {
    assertThat(TimeText.read(text)).isEqualTo(new Reading.Local(TIME));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "23.03.19 20:21 | 2019-03-23T20:21",
        "23-Mar-19 20:21 | 2019-03-23T20:21",
        "Mar 23 2019  8:21PM | 2019-03-23T20:21",
        "March 23, 2019 20:21 | 2019-03-23T20:21",
        "201903232021 | 2019-03-23T20:21",
        "Mar  3 2019 12:00AM | 2019-03-03T00:00",
        "May 3 2019 12:00 p.m. | 2019-05-03T12:00",
        "01.02.03 4:05 | 2003-02-01T04:05",
        "2019-03-23 20:21:09,1234567 | 2019-03-23T20:21:09.123456",
        "23-MAR-19 12.00.09.5 AM | 2019-03-23T00:00:09.500"
      })
  void so_are_times_in_other_formats(String text, LocalDateTime time) {
    assertThat(TimeText.read(text)).isEqualTo(new Reading.Local(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-03-23T20:21:09Z",
        "20190323T202109Z",
        "2019-03-23 16:21:09-04:00",
        "2019-03-23 16:21:09 America/New_York",
        "23-MAR-19 04.21.09.000000 PM -04:00",
        "Sat, 23 Mar 2019 16:21:09 -0400"
      })
  void a_time_with_a_zone_is_exact(String text) {
    assertThat(TimeText.read(text))
        .isInstanceOfSatisfying(
            Reading.Exact.class,
            exact -> assertThat(exact.time()).isEqualTo("2019-03-23T20:21:09Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "03-04-2019 10:00:00 | is ambiguous, because the day or the month may come first",
        "23-03-2019 20:21:09 | is ambiguous, because the day or the month may come first",
        "03-04-19 10:00 | is ambiguous, because the day or the month may come first",
        "2019-02-30 10:00:00 | is not a time such as",
        "20190230202109 | is not a time such as",
        "20190323 | is not a time such as",
        "2019-03-23 | is not a time such as",
        "2019-03-23-05:00 | is not a time such as",
        "2019-03-23-0500 | is not a time such as",
        "3/23/2019:20:21:09 | is not a time such as",
        "25/03/2019 10:00:00 | is not a time such as",
        "2019-03-23 13:00:00 PM | is not a time such as",
        "2019-03-23 8:21 pm am | is not a time such as",
        "Sun, 23 Mar 2019 20:21:09 | is not a time such as",
        "yesterday | is not a time such as",
        "43547.848 | is a number of days, as spreadsheets count",
        "43547 | is a number of days, as spreadsheets count",
        "1.55337E+15 | was shortened to 6 digits",
        "1.55337E+12 | was shortened to 6 digits",
        "1.55337E+9 | was shortened to 6 digits",
        "1.553372E9 | was shortened to 7 digits"
      })
  void an_unreadable_time_gives_the_reason(String text, String why) {
    assertThat(TimeText.read(text))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class, unreadable -> assertThat(unreadable.why()).contains(why));
  }

  @ParameterizedTest
  @CsvSource({
    "1553372469, 2019-03-23T20:21:09Z",
    "1553372469000, 2019-03-23T20:21:09Z",
    "1553372469000000, 2019-03-23T20:21:09Z",
    "1.553372469E9, 2019-03-23T20:21:09Z",
    "1.553372469E+15, 2019-03-23T20:21:09Z",
    "1.553372469123E12, 2019-03-23T20:21:09.123Z"
  })
  void numbers_count_from_1970(String text, Instant time) {
    assertThat(TimeText.read(text)).isEqualTo(new Reading.SinceEpoch(time));
  }
}
