package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Billing.Outcome;
import farestream.billing.Billing.Outcome.Closed;
import farestream.billing.Billing.Outcome.CutOffInClosedCycle;
import farestream.billing.Billing.Outcome.NothingToBill;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Concurrent closings and manual bills. If the order of steps matters, the test holds the lock
/// and checks which sessions wait for it.
@Tag("integration")
class BillingAtOnceTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");
  private static final Instant EVENING = Instant.parse("2019-03-05T23:00:00Z");
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('farestream.bill'))";
  private static final int AT_ONCE = 4;

  private final BilledDatabase database = new BilledDatabase();
  private final Billing billing = database.billing();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void wait_for_all() {
    threads.close();
  }

  @Test
  void closings_at_the_same_moment_bill_each_trip_once_in_contiguous_cycles() throws Exception {
    for (int round = 0; round < 5; round++) {
      var start = NOON.plusSeconds(round * 3600L);
      for (int trip = 0; trip < 20; trip++) {
        database.trip(DRIVER, start.plusSeconds(trip), BigDecimal.TEN);
      }
      for (var outcome : atOnce(start.plusSeconds(5))) {
        assertThat(outcome)
            .isInstanceOfAny(Closed.class, CutOffInClosedCycle.class, NothingToBill.class);
      }
    }
    billing.close(NOW, NOW);
    assertThat(database.value("select count(*) from billing_line")).isEqualTo("100");
    assertThat(database.value("select sum(billing_amount) from billing")).isEqualTo("1000.00");
    assertThat(
            database.value(
                """
                select count(*) from (select starts_at <> lag(ends_at) over (order by cycle)
                  as gap from billing_cycle) as cycles where gap
                """))
        .isEqualTo("0");
  }

  private List<Outcome> atOnce(Instant cutOff) throws Exception {
    var barrier = new CyclicBarrier(AT_ONCE);
    var tasks = new ArrayList<Callable<Outcome>>();
    for (int thread = 0; thread < AT_ONCE; thread++) {
      var mine = cutOff.plusSeconds(thread * 5L);
      tasks.add(
          () -> {
            barrier.await();
            return billing.close(mine, NOW);
          });
    }
    var outcomes = new ArrayList<Outcome>();
    for (var task : threads.invokeAll(tasks)) {
      outcomes.add(task.get());
    }
    return outcomes;
  }

  @Test
  void a_closing_that_waited_for_another_sees_what_that_one_closed() throws Exception {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    Future<Outcome> first;
    Future<Outcome> second;
    try (var holder = holdingTheLock()) {
      first = threads.submit(() -> billing.close(NOON, NOW));
      second = threads.submit(() -> billing.close(NOON, NOW));
      database.awaitWaiting(2);
      holder.commit();
    }
    assertThat(List.of(first.get(), second.get()))
        .hasAtLeastOneElementOfType(Closed.class)
        .hasAtLeastOneElementOfType(CutOffInClosedCycle.class);
  }

  @Test
  void a_closing_waits_for_a_manual_bill_and_then_leaves_its_trips_out() throws Exception {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    Future<Outcome> closing;
    try (var manual = database.commands().open()) {
      manual.begin();
      manual.execute(LabSql.billOn("2019-03-05"));
      closing = threads.submit(() -> billing.close(EVENING, NOW));
      database.awaitWaiting(1);
      manual.commit();
    }
    assertThat(closing.get())
        .isInstanceOfSatisfying(
            NothingToBill.class, nothing -> assertThat(nothing.manualBills()).hasSize(1));
  }

  @Test
  void a_manual_bill_waits_for_a_closing_and_is_then_refused() throws Exception {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    Future<?> manual;
    try (var closing = holdingTheLock()) {
      // The sum is computed before the closing commits, as in psql.
      manual = threads.submit(() -> database.run(LabSql.billOn("2019-03-05")));
      database.awaitWaiting(1);
      billAsClosingDoes(closing, trip);
      closing.commit();
    }
    assertThat(refusal(() -> unwrapped(manual)).getConstraint()).isEqualTo("a_trip_is_billed_once");
  }

  @Test
  void a_manual_bill_that_could_not_see_a_closing_is_refused() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    try (var manual = database.commands().open()) {
      manual.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      manual.begin();
      manual.execute("select from trips");
      try (var closing = holdingTheLock()) {
        billAsClosingDoes(closing, trip);
        closing.commit();
      }
      assertThat(refusal(() -> manual.execute(LabSql.billOn("2019-03-05"))).getMessage())
          .contains("READ COMMITTED");
      manual.rollback();
    }
  }

  private Handle holdingTheLock() {
    var holder = database.commands().open();
    holder.begin();
    holder.execute(LOCK);
    return holder;
  }

  private static void billAsClosingDoes(Handle closing, int trip) {
    closing.execute(
        """
        with bill as (
          insert into billing (driver_id, billing_cycle, billing_start, billing_end,
              billing_amount, drivers_part, rides_total, billing_status, made_by)
          values (510909, 2, '2019-03-05', '2019-03-06', 42.26, 33.81, 1, 'completed',
            'farestream')
          returning id)
        insert into billing_line select ?, id, 42.26, 33.81 from bill
        """,
        trip);
  }

  private static void unwrapped(Future<?> task) throws Throwable {
    try {
      task.get();
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }
}
