package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit.Outcome.Proved;
import farestream.billing.BilledDatabase;
import farestream.billing.Terms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Amends trips and runs the audit while cycles are closed and paid.
@Tag("slow")
class ConcurrentWritesTest {
  private static final int CYCLES = 12;

  private final BilledDatabase database = new BilledDatabase();
  private final MoneyHistory history = new MoneyHistory(database);
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void concurrent_writes_are_neither_missed_nor_reported_as_differences() throws Exception {
    for (var hour = 0; hour < 40; hour++) {
      history.trip(driver(hour), Duration.ofHours(hour), fare(hour), hour % 6);
    }
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var amending = others.submit(this::amend);
      var auditing = others.submit(this::audit);
      closeAndPay(amending, auditing);
      over.set(true);
      assertThat(amending.get()).as("amendments").isPositive();
      assertThat(auditing.get()).as("audits").isPositive();
    } finally {
      over.set(true);
    }
    history.close(Duration.ofHours(5), Terms.LAB);
    assertThat(history.verified().outcome()).isInstanceOf(Proved.class);
    assertThat(database.value("select count(*) from billing_adjustment")).isNotEqualTo("0");
  }

  private void closeAndPay(Future<?> amending, Future<?> auditing) {
    for (var cycle = 0; cycle < CYCLES && !amending.isDone() && !auditing.isDone(); cycle++) {
      history.close(Duration.ofHours(5), Terms.LAB);
      history.pay();
    }
  }

  private int amend() {
    var amendments = 0;
    for (; !over.get(); amendments++) {
      history.amend(
          amendments * 7,
          amendments % 5 == 0
              ? "driver_id = " + driver(amendments)
              : "total_amount = total_amount + 0.37, fare_amount = fare_amount + 0.37");
    }
    return amendments;
  }

  private int audit() {
    var audits = 0;
    for (; !over.get(); audits++) {
      assertThat(history.verified().outcome()).isInstanceOf(Proved.class);
    }
    return audits;
  }

  private static long driver(int of) {
    return MoneyHistory.DRIVERS.get(of % MoneyHistory.DRIVERS.size());
  }

  private static List<Integer> fare(int of) {
    return List.of(1000 + 137 * of, 50, 50, 33 * of, 612, 30, 0);
  }
}
