package farestream.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.cli.simulate.SimulateMoment.Arrived;
import farestream.cli.simulate.SimulateMoment.Latency;
import farestream.simulate.CityPlan;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulateMomentTest {
  private static final int COLUMNS = 80;
  private static final int INDENT = 2;
  private static final long MANY = 9_999_999;

  @Test
  void each_line_fits_80_columns_for_any_numbers() {
    var slow = new Latency(99_999, 99_999);
    var fast = new Latency(99.9, 99.94);
    for (var latency : new Latency[] {slow, fast}) {
      for (var lag : new Duration[] {Duration.ZERO, Duration.ofDays(7)}) {
        var moment =
            new SimulateMoment(
                CityPlan.START,
                MANY,
                MANY,
                MANY,
                MANY,
                MANY,
                latency,
                latency,
                latency,
                Optional.of(new Arrived(MANY, lag)));
        assertThat(moment.lines())
            .allSatisfy(line -> assertThat(INDENT + line.length()).isLessThan(COLUMNS));
      }
    }
  }

  @Test
  void a_moment_is_printed_as_four_lines() {
    assertThat(
            new SimulateMoment(
                    CityPlan.START,
                    1234,
                    56,
                    1100,
                    78.4,
                    14,
                    new Latency(1.26, 120.4),
                    new Latency(9.5, 99.96),
                    new Latency(3, 4),
                    Optional.empty())
                .lines())
        .containsExactly(
            "Mon 2019-03-04 00:00  booked 1,234, under way 56",
            "completed 1,100 (78/s), not in ledger 14",
            "book 1.3/120, accept 9.5/100, complete 3.0/4.0  (ms, median/p99)",
            "ledger: can't be reached; trying again at the end");
  }
}
