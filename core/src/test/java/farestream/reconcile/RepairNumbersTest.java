package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepairNumbersTest {
  private static final String WHOLE = "4568700000000029862150000000000000000001";
  private static final Optional<BigDecimal> NO_ROW = Optional.empty();

  private static RepairNumbers at(String time) {
    return new RepairNumbers(InstantSource.fixed(Instant.parse(time)));
  }

  @Test
  void a_number_is_between_the_row_and_the_next_record() {
    assertThat(at("2026-11-22T19:00:00.000001Z").after(Optional.of(new BigDecimal(WHOLE))))
        .isEqualTo(WHOLE + ".1795374000000001");
    assertThat(at("2026-11-22T19:00:00Z").after(NO_ROW)).isEqualTo("0.1795374000000000");
  }

  @Test
  void no_two_of_a_run_have_the_same_fraction() {
    var numbers = at("2026-11-22T19:00:00Z");
    assertThat(numbers.after(NO_ROW)).isEqualTo("0.1795374000000000");
    assertThat(numbers.after(NO_ROW)).isEqualTo("0.1795374000000001");
  }

  @Test
  void a_later_repair_has_a_higher_number_whatever_the_clock_says() {
    var earlier = new BigDecimal(at("2026-11-22T19:00:00Z").after(NO_ROW));
    assertThat(at("2026-11-22T20:00:00Z").after(Optional.of(earlier)))
        .isEqualTo("0.1795377600000000");
    assertThat(at("2026-11-22T18:00:00Z").after(Optional.of(earlier)))
        .isEqualTo("0.1795374000000001");
  }
}
