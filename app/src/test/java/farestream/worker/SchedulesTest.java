package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// Runs the sink under seeded schedules of faults: nothing may be lost or duplicated.
///
/// `make check` runs 5 schedules, `make check-all` 95 more, `make stress` 1,000; `make stress
/// SEED=123` runs that one and reports each step.
@Tag("integration")
class SchedulesTest {
  private static final int FIRST = Integer.getInteger("farestream.first", 1);
  private static final int HOW_MANY = Integer.getInteger("farestream.schedules", 5);
  private static final long ONLY = Long.getLong("farestream.seed", 0);

  @Test
  void nothing_is_lost_or_duplicated_under_any_fault() throws SQLException {
    if (ONLY > 0) {
      var database = StressDatabase.running();
      assertThat(
              Schedule.run(ONLY, database, StressSink.AS_IT_IS, System.out::println).violations())
          .isEmpty();
      return;
    }
    run(FIRST, HOW_MANY);
  }

  @Test
  @Tag("slow")
  @DisabledIfSystemProperty(named = "farestream.schedules", matches = ".+")
  void nor_under_many_more() throws SQLException {
    run(6, 95);
  }

  private static void run(int first, int schedules) throws SQLException {
    var database = StressDatabase.running();
    var failed = new ArrayList<Schedule.Verdict>();
    var records = 0L;
    var started = System.nanoTime();
    for (var seed = first; seed < first + schedules; seed++) {
      var verdict = Schedule.run(seed, database, StressSink.AS_IT_IS, _ -> {});
      records += verdict.records();
      if (!verdict.violations().isEmpty()) {
        failed.add(verdict);
        System.out.printf(
            "schedule %d failed: %s%n  again, step by step: make stress SEED=%d%n",
            seed, verdict.violations().getFirst(), seed);
      }
    }
    var seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "%,d schedules of %,d records in %.1f s (%.1f/s): %d failed%n",
        schedules, records, seconds, schedules / seconds, failed.size());
    assertThat(failed).as("make stress SEED=… replays one").isEqualTo(List.of());
  }
}
