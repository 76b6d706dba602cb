package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit.Outcome.Proved;
import farestream.billing.BilledDatabase;
import farestream.billing.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every transaction takes the lock of the journal last, so transactions can't deadlock. If they
/// did, PostgreSQL would abort one of them, which fails this test.
@Tag("integration")
class NoDeadlockTest {
  private static final int CYCLES = 8;

  private final BilledDatabase database = new BilledDatabase();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void cycles_payments_files_accounts_and_decisions_never_deadlock() throws Exception {
    var closing = new MoneyHistory(database);
    for (var hour = 0; hour < 40; hour++) {
      closing.trip(driver(hour), Duration.ofHours(hour), fare(hour), 4);
    }
    var others = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var action : actions()) {
        others.add(threads.submit(() -> repeat(action)));
      }
      for (var cycle = 0; cycle < CYCLES; cycle++) {
        closing.close(Duration.ofHours(5), Terms.LAB);
      }
      over.set(true);
    } finally {
      over.set(true);
    }
    for (var other : others) {
      other.get();
    }
    assertThat(closing.verified().outcome()).isInstanceOf(Proved.class);
  }

  private static List<Action> actions() {
    return List.of(
        (history, _) -> history.pay(),
        (history, _) -> history.submit(4),
        MoneyHistory::payManually,
        (history, round) -> history.changeStatus(round, "returned"),
        (history, round) -> history.resolve(round, round % 2 == 0),
        (history, round) -> history.addAccount(driver(round), round));
  }

  private interface Action {
    void happen(MoneyHistory history, int round);
  }

  private void repeat(Action action) {
    var history = new MoneyHistory(database);
    for (var round = 0; !over.get(); round++) {
      try {
        action.happen(history, round);
      } catch (RuntimeException conflict) {
        assertThat(conflict.getMessage())
            .containsAnyOf(
                "a_bill_is_paid_once",
                "manual payments were inserted while the bank file was being created");
      }
    }
  }

  private static long driver(int of) {
    return MoneyHistory.DRIVERS.get(of % MoneyHistory.DRIVERS.size());
  }

  private static List<Integer> fare(int of) {
    return List.of(1000 + 137 * of, 50, 50, 33 * of, 612, 30, 0);
  }
}
