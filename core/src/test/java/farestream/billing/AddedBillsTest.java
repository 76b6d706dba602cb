package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Cycles.Decision.Done;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One person, with the commands' login and psql, adds rows to a cycle of another.
@Tag("integration")
class AddedBillsTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");

  private static final String BILL =
      """
      insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
        rides_total, billing_status, made_by, drivers_part)
      values (528204, %d, '2019-03-05', '2019-03-06', 500000, 1, 'proposed', 'farestream', 400000)
      """;

  private final BilledDatabase database = new BilledDatabase();
  private final Cycles colleague = new Cycles(database.database().colleague());

  @BeforeEach
  void propose() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    closed(database.billing().propose(NOON, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,"
            + " rides_total, made_by, drivers_part)"
            + " values (528204, 2, '2019-03-05', '2019-03-06', 9, 1, 'farestream', 9)",
        "insert into billing_line (trip_id, billing_id, amount, drivers_part)"
            + " select 77777, id, 1, 1 from billing",
        "insert into billing_adjustment (trip_id, billing_id, amount, drivers_part, taxes, withheld,"
            + " cash, reason) select trip_id, billing_id, 1, 1, 0, 0, 0, 'x' from billing_line",
        "insert into billing_cycle_left (cycle, trip_id) values (2, 77777)"
      })
  void nothing_is_added_with_an_older_snapshot(String insert) {
    assertThat(
            refusal(
                    () ->
                        database
                            .commands()
                            .useTransaction(
                                TransactionIsolationLevel.SERIALIZABLE,
                                handle -> handle.execute(insert)))
                .getMessage())
        .contains("must be written in a READ COMMITTED transaction");
  }

  @Test
  void a_bill_that_is_added_while_another_proposes_is_seen() throws Exception {
    colleague.reject(2, "a bill is missing");
    try (var other = Executors.newSingleThreadExecutor();
        var first = database.sessions().getConnection();
        var statement = first.createStatement()) {
      first.setAutoCommit(false);
      statement.execute(BILL.formatted(2));
      var proposing = other.submit(() -> database.billing().propose(NOON, NOW));
      database.awaitWaiting(1);
      first.commit();
      assertThat(
              refusal(
                      () -> {
                        try {
                          proposing.get();
                        } catch (ExecutionException failure) {
                          throw failure.getCause();
                        }
                      })
                  .getConstraint())
          .isEqualTo("a_cycle_is_recorded_with_its_bills");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_bill_is_of_the_next_cycle(int cycle) {
    assertThat(refusal(() -> database.run(BILL.formatted(cycle))).getConstraint())
        .isEqualTo("a_bill_is_of_the_next_cycle");
  }

  @Test
  void a_proposal_is_approved_or_rejected_before_the_next_cycle() {
    var next =
        """
        insert into billing_cycle (cycle, previous, starts_at, ends_at, zone, driver_share,
          closed_at, status)
        select 3, 2, ends_at, ends_at + interval '1 day', zone, 1, now(), 'closed' from billing_cycle
        """;

    assertThat(refusal(() -> database.run(next)).getConstraint())
        .isEqualTo("a_cycle_follows_a_closed_one");
  }

  @Test
  void all_bills_of_a_cycle_are_approved_or_none() {
    assertThat(
            refusal(
                    () ->
                        Jdbi.create(database.database().colleague())
                            .useHandle(
                                handle ->
                                    handle.execute(
                                        "update billing_cycle set status = 'closed', closed_at = now()")))
                .getConstraint())
        .isEqualTo("a_closed_cycle_has_completed_bills");
  }

  @Test
  void a_bill_that_somebody_completed_before_does_not_stop_the_approval() {
    database.run("update billing set billing_status = 'completed'");
    assertThat(colleague.approve(2, NOW)).isInstanceOf(Done.class);
  }
}
