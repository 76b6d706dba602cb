package farestream.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests dates with slashes, which are read with the month first; a file that doesn't prove that
/// order gets a notice.
class SlashDatesTest {
  @TempDir Path folder;

  private List<FileFindings.Cause> notices(String... days) throws IOException {
    var lines =
        Stream.concat(
            Stream.of("pickup_datetime,dropoff_datetime,total_amount"),
            Arrays.stream(days).map(day -> "%s 10:00,%s 10:10,10.50".formatted(day, day)));
    var file = CsvFiles.write(folder, lines.toArray(String[]::new));
    return List.copyOf(CsvFiles.plan(CsvFiles.open(file)).findings().notices());
  }

  @Test
  void days_that_could_be_months_get_a_notice() throws IOException {
    assertThat(notices("2019-02-03", "01/03/2019", "02/03/2019", "12/3/2019"))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.line()).isEqualTo(3);
              assertThat(notice.records()).isEqualTo(3);
              assertThat(notice.example())
                  .startsWith("pickup_datetime '01/03/2019 10:00' is read with the month first")
                  .contains("no date in the file proves");
            });
    assertThat(notices("1/3/19", "2/3/19")).hasSize(1);
  }

  @Test
  void a_day_above_12_or_a_single_month_proves_the_order() throws IOException {
    assertThat(notices("01/03/2019", "02/03/2019", "03/13/2019")).isEmpty();
    assertThat(notices("03/01/2019", "03/02/2019", "3/12/2019")).isEmpty();
    assertThat(notices("03/01/2019")).isEmpty();
    assertThat(notices("2019/01/03", "2019/02/03", "01.03.2019", "02.03.2019")).isEmpty();
  }

  @Test
  void a_first_number_above_12_is_refused_and_the_others_get_a_notice() throws IOException {
    assertThat(notices("01/03/2019", "02/03/2019", "31/03/2019"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.example()).contains("is read with the month first"));
  }
}
