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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A cycle that one person proposes and another approves.
@Tag("integration")
class FourEyesTest {
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
    var approve =
        "insert into billing_cycle_event (cycle, event, happened_at) values (2, 'approved', now())";
    assertThat(refusal(() -> database.run(approve)).getConstraint()).isEqualTo("four_eyes");
  }

  @Test
  void a_proposal_comes_before_the_next_cycle() {
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    assertThat(database.billing().close(NEXT_NOON, NOW)).isInstanceOf(LastIsProposed.class);
    assertThat(database.billing().preview(NEXT_NOON, NOW)).isInstanceOf(LastIsProposed.class);
  }

  @Test
  void a_rejected_proposal_leaves_its_trips_due_and_its_trace() {
    assertThat(colleague.reject(2, NOW, "wrong day")).isInstanceOf(Done.class);
    assertThat(colleague.reject(2, NOW, "again")).isEqualTo(new NoSuchCycle(2));
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
    colleague.reject(2, NOW, "wrong day");
    closed(new Billing(database.database().as("third"), NEW_YORK, Terms.LAB).propose(NOON, NOW));
    assertThat(cycles.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "farestream", CycleEvent.Kind.PROPOSED));
    assertThat(colleague.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "colleague", CycleEvent.Kind.REJECTED));
    assertThat(third.approve(2, NOW))
        .isEqualTo(new SamePerson(2, "third", CycleEvent.Kind.PROPOSED));
    assertThat(cycles.reject(2, NOW, "again")).isInstanceOf(Done.class);
    closed(database.billing().propose(NOON, NOW));
    assertThat(third.approve(2, NOW)).isInstanceOf(SamePerson.class);
  }

  @Test
  void who_rejected_their_own_proposal_cannot_close_the_cycle_alone() {
    cycles.reject(2, NOW, "I do it myself");
    assertThat(database.billing().close(NOON, NOW)).isEqualTo(new WasProposed(2));
    var cycle =
        """
        insert into billing_cycle (cycle, starts_at, ends_at, zone, driver_share, closed_at)
        values (2, '2019-03-05', '2019-03-06', 'UTC', 1, now())
        """;
    assertThat(refusal(() -> database.run(cycle)).getConstraint())
        .isEqualTo("a_proposed_cycle_is_approved");
    var event =
        "insert into billing_cycle_event (cycle, event, happened_at) values (2, 'closed', now())";
    assertThat(refusal(() -> database.run(event)).getConstraint())
        .isEqualTo("a_proposed_cycle_is_approved");
    closed(database.billing().propose(NOON, NOW));
    assertThat(cycles.approve(2, NOW)).isInstanceOf(SamePerson.class);
    assertThat(colleague.approve(2, NOW)).isInstanceOf(Done.class);
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    assertThat(closed(database.billing().close(NEXT_NOON, NOW)).cycle().number()).isEqualTo(3);
  }

  @Test
  void what_is_proposed_is_what_was_previewed() {
    colleague.reject(2, NOW, "to look again");
    var preview = closed(database.billing().preview(NOON, NOW));
    var proposed = closed(database.billing().propose(NOON, NOW));
    assertThat(proposed.bills().stream().map(DriverBill::withoutId))
        .containsExactlyElementsOf(preview.bills());
  }

  @Test
  void the_commands_role_can_delete_a_proposal_only_by_rejecting_it() {
    assertThat(refusal(() -> database.run("delete from billing")).getSQLState()).isEqualTo("42501");
    colleague.approve(2, NOW);
    assertThat(refusal(() -> database.run("select reject_cycle(2)")).getConstraint())
        .isEqualTo("a_closed_cycle_never_changes");
  }
}
