package farestream.billing;

import static farestream.billing.BilledDatabase.BY;
import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.refusal;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Billing.Outcome.LastIsProposed;
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
  private static final String ANOTHER = "another";

  private final BilledDatabase database = new BilledDatabase();
  private final Cycles cycles = new Cycles(database.database().commands());
  private final Payout payout = new Payout(database.database().commands());

  @BeforeEach
  void propose() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    closed(database.billing().propose(NOON, NOW, BY));
  }

  @Test
  void a_proposal_is_neither_payable_nor_in_the_journal() {
    assertThat(payout.pay(NOW, BY)).isInstanceOf(Payout.Outcome.NothingToPay.class);
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
    assertThat(cycles.approve(2, NOW, BY)).isEqualTo(new SamePerson(2, BY));
    assertThat(cycles.approve(2, NOW, ANOTHER)).isInstanceOf(Done.class);
    assertThat(
            database.value("select sum(amount) from journal_line where account = 'driver_payable'"))
        .isEqualTo("-33.81");
    assertThat(payout.pay(NOW, BY)).isInstanceOf(Payout.Outcome.Paid.class);
    assertThat(cycles.events(2))
        .extracting(event -> event.kind() + " " + event.by())
        .containsExactly("proposed " + BY, "approved " + ANOTHER);
    assertThat(cycles.approve(2, NOW, ANOTHER)).isEqualTo(new NotProposed(2));
  }

  @Test
  void the_same_person_is_refused_by_the_database_too() {
    var approve =
        """
        insert into billing_cycle_event (cycle, event, happened_at, by_whom)
        values (2, 'approved', now(), '%s')
        """
            .formatted(BY);
    assertThat(refusal(() -> database.run(approve)).getConstraint()).isEqualTo("four_eyes");
  }

  @Test
  void a_proposal_comes_before_the_next_cycle() {
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    assertThat(database.billing().close(NEXT_NOON, NOW, BY)).isInstanceOf(LastIsProposed.class);
    assertThat(database.billing().preview(NEXT_NOON, NOW)).isInstanceOf(LastIsProposed.class);
  }

  @Test
  void a_rejected_proposal_leaves_its_trips_due_and_its_trace() {
    assertThat(cycles.reject(2, NOW, ANOTHER, "wrong day")).isInstanceOf(Done.class);
    assertThat(cycles.reject(2, NOW, ANOTHER, "again")).isEqualTo(new NoSuchCycle(2));
    assertThat(
            database.value(
                "select (select count(*) from billing) + (select count(*) from billing_line)"))
        .isEqualTo("0");
    assertThat(cycles.events(2))
        .extracting(event -> event.kind() + " " + event.reason().orElse("-"))
        .containsExactly("proposed -", "rejected wrong day");
    assertThat(closed(database.billing().close(NOON, NOW, BY)).cycle().number()).isEqualTo(2);
  }

  @Test
  void what_is_proposed_is_what_was_previewed() {
    cycles.reject(2, NOW, ANOTHER, "to look again");
    var preview = closed(database.billing().preview(NOON, NOW));
    var proposed = closed(database.billing().propose(NOON, NOW, BY));
    assertThat(proposed.bills().stream().map(DriverBill::withoutId))
        .containsExactlyElementsOf(preview.bills());
  }

  @Test
  void the_commands_role_can_delete_a_proposal_only_by_rejecting_it() {
    assertThat(refusal(() -> database.run("delete from billing")).getSQLState()).isEqualTo("42501");
    cycles.approve(2, NOW, ANOTHER);
    assertThat(refusal(() -> database.run("select reject_cycle(2)")).getConstraint())
        .isEqualTo("a_closed_cycle_never_changes");
  }
}
