package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NEW_YORK;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Billing.Outcome.LastIsProposed;
import farestream.billing.Billing.Outcome.WasProposed;
import farestream.billing.Cycles.Decision.Done;
import farestream.billing.Cycles.Decision.NoSuchCycle;
import farestream.billing.Cycles.Decision.NotProposed;
import farestream.billing.Cycles.Decision.SamePerson;
import farestream.money.Money;
import farestream.payout.Payout;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A cycle that one person proposes and another approves.
@Tag("integration")
class FourEyesTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final String APPROVE =
      "update billing_cycle set status = 'closed', closed_at = now() where cycle = 2";

  private static final String OTHER_CYCLE =
      """
      insert into billing_cycle (cycle, starts_at, ends_at, zone, driver_share, closed_at, status)
      values (2, '2019-03-05', '2019-03-06', 'UTC', 1, %s, '%s')
      """;

  private static final String OTHER_BILL =
      """
      insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
        rides_total, billing_status, made_by, drivers_part)
      values (510909, 2, '2019-03-05', '2019-03-06', 500000, 1, 'proposed', 'farestream', 500000)
      """;

  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");
  private static final Instant NEXT_NOON = Instant.parse("2019-03-06T17:00:00Z");

  private final BilledDatabase database = new BilledDatabase();
  private final Cycles cycles = new Cycles(database.database().commands());
  private final Cycles colleague = new Cycles(database.database().colleague());
  private final Cycles third = new Cycles(database.database().as("third"));
  private final Payout payout = new Payout(database.database().commands());

  @BeforeEach
  void propose() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    closed(database.billing().propose(NOON, NOW));
  }

  @Test
  void a_proposal_is_neither_payable_nor_in_the_journal() {
    assertThat(payout.pay(NOW)).isInstanceOf(Payout.Outcome.NothingToPay.class);
    assertThat(database.value("select count(*) from journal_line")).isEqualTo("0");
    assertThat(cycles.find(2).orElseThrow().recorded().isProposed()).isTrue();
    assertThat(cycles.bills(2)).extracting(DriverBill::payable).containsExactly(Money.of("33.81"));
    var payment =
        "insert into payment (billing_id, driver_id, payment_amount) values (200001, 510909, 33.81)";
    assertThat(refusal(() -> database.run(payment)).getConstraint())
        .isEqualTo("only_a_completed_bill_is_paid");
  }

  @Test
  void another_person_approves_it_and_then_it_is_paid() {
    assertThat(cycles.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "farestream", CycleEvent.Kind.PROPOSED));
    assertThat(colleague.approve(2, NOW)).isInstanceOf(Done.class);
    assertThat(
            database.value("select sum(amount) from journal_line where account = 'driver_payable'"))
        .isEqualTo("-33.81");
    assertThat(payout.pay(NOW)).isInstanceOf(Payout.Outcome.Paid.class);
    assertThat(cycles.events(2))
        .extracting(event -> event.kind() + " " + event.actor())
        .containsExactly("proposed farestream", "approved colleague");
    assertThat(colleague.approve(2, NOW)).isEqualTo(new NotProposed(2));
  }

  @Test
  void the_same_person_is_refused_by_the_database_too() {
    assertThat(refusal(() -> database.run(APPROVE)).getConstraint()).isEqualTo("four_eyes");
    colleagueRuns("update billing set billing_status = 'completed';" + APPROVE);
    assertThat(cycles.events(2))
        .extracting(event -> event.kind() + " " + event.actor())
        .containsExactly("proposed farestream", "approved colleague");
  }

  @Test
  void nobody_writes_an_event_of_a_cycle() {
    for (var event : List.of("proposed", "approved", "rejected", "closed")) {
      var insert =
          "insert into billing_cycle_event (cycle, event, happened_at) values (3, '%s', now())"
              .formatted(event);
      assertThat(refusal(() -> database.run(insert)).getSQLState())
          .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }
  }

  @Test
  void who_replaces_a_proposal_under_its_number_cannot_approve_it() {
    colleagueRuns("select reject_cycle(2, 'mine is better')");
    colleagueRuns(OTHER_BILL + ";" + OTHER_CYCLE.formatted("null", "proposed"));
    assertThat(cycles.events(2))
        .extracting(event -> event.kind() + " " + event.actor())
        .containsExactly("proposed farestream", "rejected colleague", "proposed colleague");
    assertThat(refusal(() -> colleagueRuns(APPROVE)).getConstraint()).isEqualTo("four_eyes");
  }

  @Test
  void a_bill_that_was_added_before_a_cycle_is_neither_proposed_nor_closed_with_it() {
    cycles.reject(2, "a bill is missing");
    colleagueRuns(OTHER_BILL.replace("510909", "528204"));
    for (ThrowingCallable attempt :
        List.<ThrowingCallable>of(
            () -> database.billing().propose(NOON, NOW),
            () -> database.run(OTHER_CYCLE.formatted("null", "proposed")))) {
      assertThat(refusal(attempt).getConstraint()).isEqualTo("a_cycle_is_recorded_with_its_bills");
    }
    database.runAsOwner("delete from billing");
    assertThat(closed(database.billing().propose(NOON, NOW)).bills()).hasSize(1);
  }

  @Test
  void who_proposes_and_rejects_meanwhile_cannot_close_the_cycle() throws Exception {
    colleagueRuns("select reject_cycle(2, 'mine is better')");
    database.runAsOwner(
        """
        alter table billing_cycle_event disable trigger user;
        delete from billing_cycle_event;
        alter table billing_cycle_event enable trigger user
        """);
    try (var other = Executors.newSingleThreadExecutor();
        var first = database.sessions().getConnection();
        var statement = first.createStatement()) {
      first.setAutoCommit(false);
      statement.execute(OTHER_CYCLE.formatted("null", "proposed"));
      var closing = other.submit(() -> database.run(OTHER_CYCLE.formatted("now()", "closed")));
      database.awaitWaiting(1);
      statement.execute("select reject_cycle(2, 'I close it myself')");
      first.commit();
      assertThat(refusal(() -> rethrow(closing::get)).getConstraint())
          .isEqualTo("a_proposed_cycle_is_approved");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"update billing_cycle set status = status", "select reject_cycle(2, 'x')"})
  void a_decision_with_an_older_snapshot_is_refused(String decision) {
    assertThat(
            refusal(
                    () ->
                        database
                            .commands()
                            .useTransaction(
                                TransactionIsolationLevel.REPEATABLE_READ,
                                handle -> handle.execute(decision)))
                .getMessage())
        .contains("in a READ COMMITTED transaction");
  }

  @ParameterizedTest
  @CsvSource({
    "3, why, only_a_proposal_is_rejected",
    "2, ' ', a_cycle_is_rejected_for_a_reason",
    "2, , a_cycle_is_rejected_for_a_reason"
  })
  void only_a_proposal_is_rejected_and_for_a_reason(
      int cycle, @Nullable String reason, String constraint) {
    var reject =
        "select reject_cycle(%d, %s)"
            .formatted(cycle, reason == null ? "null" : "'" + reason + "'");
    assertThat(refusal(() -> database.run(reject)).getConstraint()).isEqualTo(constraint);
    assertThat(cycles.find(2)).isPresent();
  }

  private void colleagueRuns(String sql) {
    Jdbi.create(database.database().colleague()).useHandle(handle -> handle.execute(sql));
  }

  private static void rethrow(Callable<?> waited) throws Throwable {
    try {
      waited.call();
    } catch (ExecutionException failure) {
      throw failure.getCause();
    }
  }

  @Test
  void a_proposal_comes_before_the_next_cycle() {
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    assertThat(database.billing().close(NEXT_NOON, NOW)).isInstanceOf(LastIsProposed.class);
    assertThat(database.billing().preview(NEXT_NOON, NOW)).isInstanceOf(LastIsProposed.class);
  }

  @Test
  void a_rejected_proposal_leaves_its_trips_due_and_its_trace() {
    assertThat(colleague.reject(2, "wrong day")).isInstanceOf(Done.class);
    assertThat(colleague.reject(2, "again")).isEqualTo(new NoSuchCycle(2));
    assertThat(
            database.value(
                "select (select count(*) from billing) + (select count(*) from billing_line)"))
        .isEqualTo("0");
    assertThat(cycles.events(2))
        .extracting(event -> event.kind() + " " + event.reason().orElse("-"))
        .containsExactly("proposed -", "rejected wrong day");
    assertThat(closed(database.billing().propose(NOON, NOW)).cycle().number()).isEqualTo(2);
  }

  @Test
  void who_proposed_or_rejected_it_before_cannot_approve_it() {
    colleague.reject(2, "wrong day");
    closed(new Billing(database.database().as("third"), NEW_YORK, Terms.LAB).propose(NOON, NOW));
    assertThat(cycles.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "farestream", CycleEvent.Kind.PROPOSED));
    assertThat(colleague.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "colleague", CycleEvent.Kind.REJECTED));
    assertThat(third.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "third", CycleEvent.Kind.PROPOSED));
    assertThat(cycles.reject(2, "again")).isInstanceOf(Done.class);
    closed(database.billing().propose(NOON, NOW));
    assertThat(third.approve(2, NOW)).isInstanceOf(SamePerson.class);
  }

  @Test
  void who_rejected_their_own_proposal_cannot_close_the_cycle_alone() {
    cycles.reject(2, "I do it myself");
    assertThat(database.billing().close(NOON, NOW)).isEqualTo(new WasProposed(2));
    assertThat(
            refusal(() -> database.run(OTHER_CYCLE.formatted("now()", "closed"))).getConstraint())
        .isEqualTo("a_proposed_cycle_is_approved");
    closed(database.billing().propose(NOON, NOW));
    assertThat(cycles.approve(2, NOW)).isInstanceOf(SamePerson.class);
    assertThat(colleague.approve(2, NOW)).isInstanceOf(Done.class);
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    assertThat(closed(database.billing().close(NEXT_NOON, NOW)).cycle().number()).isEqualTo(3);
  }

  @Test
  void what_is_proposed_is_what_was_previewed() {
    colleague.reject(2, "to look again");
    var preview = closed(database.billing().preview(NOON, NOW));
    var proposed = closed(database.billing().propose(NOON, NOW));
    assertThat(proposed.bills().stream().map(DriverBill::withoutId))
        .containsExactlyElementsOf(preview.bills());
  }

  @Test
  void the_commands_role_can_delete_a_proposal_only_by_rejecting_it() {
    assertThat(refusal(() -> database.run("delete from billing")).getSQLState())
        .isEqualTo(INSUFFICIENT_PRIVILEGE);
    colleague.approve(2, NOW);
    assertThat(refusal(() -> database.run("select reject_cycle(2, 'why')")).getConstraint())
        .isEqualTo("only_a_proposal_is_rejected");
  }
}
