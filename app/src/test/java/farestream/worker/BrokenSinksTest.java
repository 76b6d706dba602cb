package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests the schedules: a broken sink is detected within a few of them.
@Tag("slow")
class BrokenSinksTest {
  private static final int ENOUGH = 40;

  @ParameterizedTest
  @EnumSource
  void a_broken_sink_is_caught(BrokenSink broken) throws SQLException {
    var database = broken.database();
    var seed = 0;
    Schedule.Verdict verdict;
    do {
      verdict = Schedule.run(++seed, database, broken, _ -> {});
    } while (verdict.violations().isEmpty() && seed < ENOUGH);
    assertThat(verdict.violations()).as(broken + " after " + seed + " schedules").isNotEmpty();
    System.out.printf(
        "%s: caught by schedule %d: %s%n", broken, seed, verdict.violations().getFirst());
  }
}
