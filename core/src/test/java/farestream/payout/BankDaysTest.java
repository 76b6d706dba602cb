package farestream.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankDaysTest {

  /// The holidays published by the Federal Reserve.
  @ParameterizedTest
  @CsvSource({
    "2021, 01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25",
    "2022, 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    "2023, 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25",
    "2026, 01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25",
    "2027, 01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"
  })
  void holidays_are_those_of_the_federal_reserve(int year, String days) {
    var closed =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .filter(day -> BankDays.closure(day).filter(why -> why.contains("holiday")).isPresent())
            .map(day -> day.toString().substring(5))
            .collect(Collectors.joining(" "));
    assertThat(closed).isEqualTo(days);
  }

  @Test
  void the_next_bank_day_is_after_weekend_and_holiday() {
    assertThat(BankDays.from(LocalDate.of(2026, 11, 30))).isEqualTo("2026-11-30");
    assertThat(BankDays.from(LocalDate.of(2026, 11, 28))).isEqualTo("2026-11-30");
    assertThat(BankDays.from(LocalDate.of(2022, 12, 24))).isEqualTo("2022-12-27");
    assertThat(BankDays.closure(LocalDate.of(2026, 11, 29))).contains("a Sunday");
  }
}
