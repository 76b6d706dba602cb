package farestream.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.billing.BilledDatabase;
import farestream.billing.DriverShare;
import farestream.billing.SharePolicy;
import farestream.billing.Terms;
import farestream.money.Money;
import farestream.payout.Payout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class StatementsTest {
  private static final long DRIVER = BilledDatabase.DRIVER;
  private static final long OTHER = BilledDatabase.OTHER_DRIVER;
  private static final Terms COMPONENTS =
      new Terms(SharePolicy.COMPONENTS, DriverShare.LAB, Money.ZERO);

  private final BilledDatabase database = new BilledDatabase();

  @Test
  void a_statement_has_the_trips_of_its_driver_and_their_sums() {
    database.trip(DRIVER, "2019-03-05T15:00:00Z", "20.03");
    database.trip(OTHER, "2019-03-05T15:30:00Z", "9.99");
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.01");
    close("2019-03-06T05:00:00Z", Terms.LAB);
    pay();

    var bill = only(2, DRIVER).bills().getFirst();
    assertThat(bill.trips())
        .extracting(trip -> trip.split().total().toString())
        .containsExactly("10.01", "20.03");
    assertThat(bill.payable()).hasToString("24.03");
    assertThat(bill.paid()).isEqualTo(bill.payable());
    assertThat(bill.payments().getFirst().state()).isEqualTo("completed");
  }

  @Test
  void statements_of_all_drivers_are_the_same_as_one_by_one() {
    database.trip(OTHER, "2019-03-05T15:30:00Z", "9.99");
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.01");
    close("2019-03-06T05:00:00Z", Terms.LAB);
    pay();

    assertThat(all(2)).containsExactly(only(2, DRIVER), only(2, OTHER));
  }

  @Test
  void a_trip_is_shown_as_it_was_when_it_was_billed() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    close("2019-03-06T05:00:00Z", COMPONENTS);
    var before = only(2, DRIVER);
    database.run(
        "update trips set tip_amount = 5, total_amount = 15, payment_type = 2 where id = " + trip);
    database.run("update trips set tip_amount = 4, total_amount = 14 where id = " + trip);
    assertThat(only(2, DRIVER)).isEqualTo(before);

    database.trip(DRIVER, "2019-03-06T14:00:00Z", "30.00");
    close("2019-03-07T05:00:00Z", COMPONENTS);
    assertThat(only(2, DRIVER)).isEqualTo(before);
    var next = only(3, DRIVER).bills().getFirst();
    var correction = next.corrections().getFirst();
    assertThat(correction.tripId()).isEqualTo(trip);
    assertThat(correction.cycle()).isEqualTo(2);
    assertThat(correction.billId()).isEqualTo(before.bills().getFirst().id());
    assertThat(correction.difference().total()).hasToString("4.00");
    assertThat(correction.difference().cash()).hasToString("14.00");
    assertThat(next.corrected()).hasToString("-10.00");
  }

  @Test
  void a_late_trip_is_marked() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    close("2019-03-06T05:00:00Z", Terms.LAB);
    database.trip(DRIVER, "2019-03-05T13:00:00Z", "11.00");
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "12.00");
    close("2019-03-07T05:00:00Z", Terms.LAB);
    assertThat(only(3, DRIVER).bills().getFirst().trips())
        .extracting(BilledTrip::late)
        .containsExactly(true, false);
  }

  @Test
  void a_withheld_total_has_a_reason() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    database.run("update trips set payment_type = 4 where id = " + trip);
    close("2019-03-06T05:00:00Z", COMPONENTS);
    var bill = only(2, DRIVER).bills().getFirst();
    assertThat(bill.trips().getFirst().withheld()).contains(BilledTrip.Withheld.IN_DISPUTE);
    assertThat(bill.split().withheld()).hasToString("10.00");
    assertThat(bill.payable()).isEqualTo(Money.ZERO);
  }

  @Test
  void a_balance_is_carried_from_statement_to_statement() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "-10.00");
    database.releaseAll();
    close("2019-03-06T05:00:00Z", Terms.LAB);
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "30.00");
    close("2019-03-07T05:00:00Z", Terms.LAB);
    assertThat(only(2, DRIVER).bills().getFirst().carriedOut()).hasToString("-8.00");
    assertThat(only(3, DRIVER).bills().getFirst().carriedIn()).hasToString("-8.00");
    assertThat(only(3, DRIVER).bills().getFirst().payable()).hasToString("16.00");
  }

  @Test
  void a_manual_bill_is_shown_as_such() {
    database.run(
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          commissions, description, rides_total, billing_status)
        values (%d, 1, '2019-03-01', '2019-03-02', 51.76, 0.8, 'by hand', 3, 'completed')
        """
            .formatted(DRIVER));
    pay();
    var statement = only(1, DRIVER);
    assertThat(statement.period()).isEmpty();
    var bill = statement.bills().getFirst();
    assertThat(bill.isManual()).isTrue();
    assertThat(bill.trips()).isEmpty();
    assertThat(bill.payable()).hasToString("41.41");
    assertThat(bill.paid()).hasToString("41.41");
  }

  @Test
  void a_manual_bill_that_matches_its_trips_shows_them_as_it_billed_them() {
    var trip = database.trip(DRIVER, "2019-03-01T14:00:00Z", "10.00");
    database.run(
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          rides_total, billing_status)
        values (%d, 1, '2019-03-01', '2019-03-02', 10.00, 1, 'completed')
        """
            .formatted(DRIVER));
    var before = only(1, DRIVER);
    assertThat(before.bills().getFirst().trips()).hasSize(1);
    assertThat(before.bills().getFirst().trips().getFirst().parts()).isPresent();
    database.run("update trips set fare_amount = 12, total_amount = 12 where id = " + trip);
    assertThat(only(1, DRIVER)).isEqualTo(before);
  }

  @Test
  void a_proposed_cycle_is_known_as_one() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    database.billing().propose(Instant.parse("2019-03-06T05:00:00Z"), BilledDatabase.NOW);
    assertThat(only(2, DRIVER).isProposed()).isTrue();
  }

  @Test
  void the_account_shows_its_end_only() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    close("2019-03-06T05:00:00Z", Terms.LAB);
    database.run(
        """
        insert into bank_account (driver_id, holder, routing_number, account_number)
        values (null, 'Yellow Fleet Inc.', '021000021', '99887766'),
          (%d, 'Driver', '021000021', '1234567890')
        """
            .formatted(DRIVER));
    database.run(
        """
        insert into payment_batch (message_id, created_at, execution_date, payer_account,
          payments, control_sum)
        values ('FS-1', now() at time zone 'UTC', '2019-03-07', 1, 1, 8.00)
        """);
    database.run(
        """
        insert into payment (billing_id, driver_id, billing_cycle, payment_amount, payment_status,
          made_by, batch_id, end_to_end_id, bank_account)
        select id, driver_id, billing_cycle, payable, 'pending', 'farestream', 1, 'FS-1-1', 2
        from billing
        """);
    database.run("update payment set payment_status = 'submitted'");
    database.run("update payment set payment_status = 'failed', status_reason = 'AC04 closed'");
    pay();

    var statement = only(2, DRIVER);
    assertThat(statement.company()).isEqualTo("Yellow Fleet Inc.");
    var payments = statement.bills().getFirst().payments();
    assertThat(payments).extracting(Payment::state).containsExactly("failed", "completed");
    assertThat(payments.getFirst().reason()).contains("AC04 closed");
    assertThat(payments.getFirst().transfer())
        .contains(new Payment.Transfer("FS-1-1", "FS-1", "7890"));
    assertThat(statement.bills().getFirst().paid()).hasToString("8.00");
  }

  @Test
  void a_bill_that_does_not_add_up_gives_no_statement() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    close("2019-03-06T05:00:00Z", Terms.LAB);
    for (var change :
        List.of(
            "update billing_line set drivers_part = drivers_part + 0.01",
            "update billing_line set amount = amount + 0.01",
            "update billing_line set cash = 1",
            "update billing set rides_total = 2",
            "update billing set carried_in = 1",
            "update billing set adjustment = 1",
            "delete from billing_line")) {
      var table = change.contains("billing_line") ? "billing_line" : "billing";
      database.runAsOwner("alter table " + table + " disable trigger user; " + change);
      assertThatThrownBy(() -> only(2, DRIVER)).as(change).isInstanceOf(InconsistentBill.class);
      undo(change);
    }
    assertThat(only(2, DRIVER).bills()).hasSize(1);
  }

  private void undo(String change) {
    var bill = database.value("select id from billing");
    var trip = database.value("select id from trips");
    database.runAsOwner(
        change.startsWith("delete")
            ? "insert into billing_line (trip_id, billing_id, amount, drivers_part) values (%s, %s, 10, 8)"
                .formatted(trip, bill)
            : change.contains("billing_line")
                ? "update billing_line set amount = 10, drivers_part = 8, cash = 0"
                : "update billing set rides_total = 1, carried_in = 0, adjustment = 0");
  }

  @Test
  void the_reason_for_a_missing_statement_is_reported() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    close("2019-03-06T05:00:00Z", Terms.LAB);
    assertThat(absence(2, 5L)).isEqualTo(Statements.Absence.NO_SUCH_DRIVER);
    assertThat(absence(3, DRIVER)).isEqualTo(Statements.Absence.NO_SUCH_CYCLE);
    assertThat(absence(2, OTHER)).isEqualTo(Statements.Absence.NOT_BILLED);
  }

  private Statements.Absence absence(int cycle, long driver) {
    try (var none = Statements.open(database.database().commands(), cycle, Optional.of(driver))) {
      assertThat(none.number()).isZero();
      return none.absence();
    }
  }

  private void close(String ends, Terms terms) {
    database.billing(terms).close(Instant.parse(ends), BilledDatabase.NOW);
  }

  private void pay() {
    var _ = new Payout(database.database().commands()).pay(BilledDatabase.NOW, Optional.of("cash"));
  }

  private Statement only(int cycle, long driver) {
    try (var statements =
        Statements.open(database.database().commands(), cycle, Optional.of(driver))) {
      assertThat(statements.number()).isEqualTo(1);
      return statements.next();
    }
  }

  private List<Statement> all(int cycle) {
    var found = new ArrayList<Statement>();
    try (var statements =
        Statements.open(database.database().commands(), cycle, Optional.empty())) {
      statements.forEachRemaining(found::add);
    }
    return found;
  }
}
