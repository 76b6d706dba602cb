package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BilledDatabase.refusal;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import farestream.audit.Audit;
import farestream.billing.Billing.Outcome;
import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.money.Money;
import farestream.payout.Payout;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The lab's statements combined with the commands. A day of the lab's statements is a day in UTC.
@Tag("integration")
class ManualBillTest {
  private static final Instant MIDNIGHT = Instant.parse("2019-03-05T00:00:00Z");
  private static final Instant NEXT_MIDNIGHT = Instant.parse("2019-03-06T00:00:00Z");
  private static final Instant DAY_AFTER = Instant.parse("2019-03-07T00:00:00Z");

  private final BilledDatabase database = new BilledDatabase();
  private final Billing billing = database.billing();

  @Test
  void the_labs_three_statements_run_as_they_stand() {
    // One transaction, so that current_date doesn't change at midnight.
    database
        .commands()
        .useTransaction(
            handle -> {
              // A drop-off more than 15 minutes in the future would be held.
              handle.execute(
                  """
                  insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
                      dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
                      improvement_surcharge, total_amount, status)
                  values (69257, 510909, 'person69257@example.com', 'today', current_date,
                      current_date + time '00:00:01', 42.26, 0, 0, 0, 0, 0, 42.26, 'Completed')
                  """);
              assertThat(handle.select(LabSql.SHOW_TRIPS).mapToMap().list()).hasSize(1);
              assertThat(handle.execute(LabSql.BILL)).isEqualTo(1);
              assertThat(handle.execute(LabSql.PAY)).isEqualTo(1);
            });
    assertThat(database.value("select billing_amount from billing")).isEqualTo("42.26");
    assertThat(database.value("select payment_amount from payment")).isEqualTo("33.81");
    assertThat(database.value("select made_by from billing")).isEqualTo("manual");
  }

  @Test
  void the_sample_holds_the_labs_statements_word_for_word() throws IOException {
    var sample = Files.readString(Path.of("..", "samples", "lab.sql"));
    assertThat(sample).containsSubsequence(LabSql.SHOW_TRIPS, LabSql.BILL, LabSql.PAY);
  }

  @Test
  void the_labs_billing_run_twice_for_a_day_is_refused_by_a_constraint_that_names_the_reason() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    var refusal = refusal(() -> database.run(LabSql.billOn("2019-03-05")));
    assertThat(refusal.getConstraint()).isEqualTo("a_trip_is_billed_once");
    assertThat(database.value("select count(*) from billing")).isEqualTo("1");
  }

  @Test
  void the_labs_billing_runs_day_after_day() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    database.run(LabSql.billOn("2019-03-05"));
    database.run(LabSql.billOn("2019-03-06"));
    assertThat(database.value("select sum(billing_amount) from billing")).isEqualTo("43.26");
  }

  @Test
  void the_labs_payment_run_twice_is_refused_by_a_constraint_that_names_the_reason() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    database.run(LabSql.PAY);
    assertThat(refusal(() -> database.run(LabSql.PAY)).getConstraint())
        .isEqualTo("a_bill_is_paid_once");
  }

  @Test
  void the_labs_payment_skips_bills_that_are_paid() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "49.21");
    var components =
        new Terms(
            SharePolicy.COMPONENTS,
            new DriverShare(new BigDecimal("0.9")),
            Terms.LAB.minimumPayout());
    closed(database.billing(components).close(NEXT_MIDNIGHT, NOW));
    new Payout(database.database().commands()).pay(NOW);
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "10.00");
    database.run(LabSql.billOn("2019-03-06"));
    database.run(LabSql.PAY);
    assertThat(database.value("select string_agg(payment_amount::text, ' ') from payment"))
        .isEqualTo("44.29 8.00");
  }

  @Test
  void days_without_a_closing_are_billed_by_the_next_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    closed(billing.close(NEXT_MIDNIGHT, NOW));
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "2.00");
    database.trip(DRIVER, "2019-03-08T14:00:00Z", "3.00");
    var late = closed(billing.close(Instant.parse("2019-03-10T00:00:00Z"), NOW));
    assertThat(late.cycle().starts()).isEqualTo(NEXT_MIDNIGHT);
    assertThat(late.bills()).extracting(DriverBill::amount).containsExactly(Money.of("5.00"));
  }

  @Test
  void trips_of_manual_bills_are_left_out_and_reported() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-05T15:00:00Z", "7.74");
    database.run(LabSql.billOn("2019-03-05"));
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    database.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "2.00");

    var closed = closed(billing.close(DAY_AFTER, NOW));

    assertThat(closed.bills())
        .extracting(DriverBill::amount)
        .containsExactly(Money.of("1.00"), Money.of("2.00"));
    assertThat(closed.manualBills())
        .containsExactly(
            new ManualBill(
                200001,
                DRIVER,
                MIDNIGHT,
                NEXT_MIDNIGHT,
                2,
                Money.of("50.00"),
                2,
                Money.of("50.00"),
                2,
                Money.of("50.00")));
    assertThat(closed.manualBills().getFirst().matchesItsTrips()).isTrue();
  }

  @Test
  void nothing_is_left_to_bill_if_manual_bills_have_all_trips() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    var outcome = billing.close(DAY_AFTER, NOW);
    assertThat(outcome).isInstanceOf(NothingToBill.class);
    assertThat(manualBills(outcome))
        .extracting(ManualBill::leftOutAmount)
        .containsExactly(Money.of("42.26"));
  }

  @Test
  void a_manual_bill_that_matches_is_reported_in_its_own_cycle_only() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    database.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "2.00");
    assertThat(manualBills(billing.close(NEXT_MIDNIGHT, NOW))).hasSize(1);
    database.trip(OTHER_DRIVER, "2019-03-06T14:00:00Z", "2.00");
    assertThat(manualBills(billing.close(DAY_AFTER, NOW))).isEmpty();
    assertThat(manualBills(billing.close(NOW, NOW))).isEmpty();
  }

  @Test
  void a_trip_that_arrived_after_the_manual_bill_is_billed_by_the_next_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    database.trip(DRIVER, "2019-03-05T20:00:00Z", "10.00");
    var closed = closed(billing.close(NEXT_MIDNIGHT, NOW));
    assertThat(closed.sum(DriverBill::amount)).isEqualTo(Money.of("10.00"));
    assertThat(closed.manualBills()).allMatch(ManualBill::matchesItsTrips).hasSize(1);
  }

  @Test
  void a_trip_amended_after_the_manual_bill_is_corrected_in_the_next_cycle() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    closeTheDayForAnother();
    database.run("update trips set total_amount = 52.26 where id = " + trip);
    assertThat(closed(billing.close(DAY_AFTER, NOW)).bills())
        .extracting(DriverBill::driverId, DriverBill::adjustment)
        .containsExactly(tuple(DRIVER, Money.of("8.00")));
  }

  @Test
  void a_manual_bill_that_differs_from_its_trips_is_reported_each_time() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-05T20:00:00Z", "10.00");
    database.run(LabSql.billOn("2019-03-05").replace("sum(total_amount)", "42.26"));

    var reported = manualBills(billing.preview(NEXT_MIDNIGHT, NOW)).getFirst();

    assertThat(reported.matchesItsTrips()).isFalse();
    assertThat(reported.billedRides()).isEqualTo(2);
    assertThat(reported.billedAmount()).isEqualTo(Money.of("42.26"));
    assertThat(reported.heldRides()).isEqualTo(2);
    assertThat(reported.heldAmount()).isEqualTo(Money.of("52.26"));
    closeTheDayForAnother();
    assertThat(manualBills(billing.close(NOW, NOW))).containsExactly(reported);
    assertThat(database.value("select count(*) from billing_line")).isEqualTo("1");
  }

  @Test
  void the_lines_of_a_manual_bill_add_up_to_what_the_lab_pays() {
    for (int trip = 0; trip < 5; trip++) {
      database.trip(DRIVER, "2019-03-05T14:00:00Z", "0.03");
    }
    database.run(LabSql.billOn("2019-03-05"));
    database.run(LabSql.PAY);
    assertThat(database.value("select sum(drivers_part) from billing_line")).isEqualTo("0.12");
    assertThat(database.value("select payment_amount from payment")).isEqualTo("0.12");
  }

  private void closeTheDayForAnother() {
    database.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "2.00");
    closed(billing.close(NEXT_MIDNIGHT, NOW));
  }

  @Test
  void a_manual_bill_is_compared_with_its_whole_period_whatever_the_cut_off() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-05T18:00:00Z", "10.00");
    database.run(LabSql.billOn("2019-03-05"));
    var reported = manualBills(billing.close(Instant.parse("2019-03-05T16:00:00Z"), NOW));
    assertThat(reported).extracting(ManualBill::matchesItsTrips).containsExactly(true);
    assertThat(reported).extracting(ManualBill::leftOutRides).containsExactly(1L);
  }

  @Test
  void a_trip_at_midnight_which_no_manual_bill_contains_is_billed() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "42.26");
    var atMidnight = database.trip(DRIVER, "2019-03-06T00:00:00Z", "5.00");
    database.run(LabSql.billOn("2019-03-05"));
    database.run(LabSql.billOn("2019-03-06"));
    var closed = closed(billing.close(DAY_AFTER, NOW));
    assertThat(closed.sum(DriverBill::amount)).isEqualTo(Money.of("5.00"));
    assertThat(closed.manualBills()).allMatch(ManualBill::matchesItsTrips).hasSize(2);
    assertThat(
            database.value(
                "select trip_id from billing_line join billing on billing.id = billing_id"
                    + " where made_by = 'farestream'"))
        .isEqualTo(Integer.toString(atMidnight));
  }

  @Test
  void a_manual_bill_of_billed_trips_is_refused() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    billing.close(Instant.parse("2019-03-05T16:00:00Z"), NOW);
    database.trip(DRIVER, "2019-03-05T20:00:00Z", "10.00");
    var refusal = refusal(() -> database.run(LabSql.billOn("2019-03-05")));
    assertThat(refusal.getConstraint()).isEqualTo("a_trip_is_billed_once");
    assertThat(refusal.getMessage()).contains("510909", "1 trip(s)", "2019-03-05 00:00:00");
    assertThat(database.value("select count(*) from billing")).isEqualTo("1");
  }

  @Test
  void a_manual_bill_of_an_unbilled_day_is_accepted() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-06T00:00:00Z", "5.00");
    billing.close(Instant.parse("2019-03-06T00:00:00.000001Z"), NOW);
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "1.00");
    database.run(LabSql.billOn("2019-03-06"));
    assertThat(database.value("select count(*) from billing where made_by = 'manual'"))
        .isEqualTo("1");
  }

  @Test
  void a_manual_bill_over_a_held_trip_is_refused_and_names_some() {
    for (var number = 0; number < 5; number++) {
      database.trip(DRIVER, "2019-03-05T12:00:00Z", "5000.00");
    }
    var refusal = refusal(() -> database.run(LabSql.billOn("2019-03-05")));
    assertThat(refusal.getConstraint()).as("%s", refusal).isEqualTo("a_held_trip_is_not_billed");
    assertThat(refusal.getMessage())
        .contains("has 5 trip(s)", "2019-03-05T12:00:00Z", "and 2 more");
    assertThat(database.value("select count(*) from billing")).isEqualTo("0");
  }

  @Test
  void a_manual_bill_leaves_out_rejected_trips() {
    database.trip(DRIVER, "2019-03-05T12:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-05T12:00:00Z", "5000.00");
    database.run(
        "insert into trip_decision (trip_id, decision, reason)"
            + " select trip_id, 'rejected', 'seen' from held_trip");
    var refusal = refusal(() -> database.run(LabSql.billOn("2019-03-05")));
    assertThat(refusal.getConstraint())
        .as("%s", refusal)
        .isEqualTo("a_rejected_trip_is_not_billed");
    database.run(
        LabSql.billOn("2019-03-05").replace("group by", "and not is_rejected(id) group by"));
    assertThat(database.value("select sum(amount) from billing_line")).isEqualTo("42.26");
    assertThat(
            new Audit(database.database().commands()).verify(Optional.empty(), _ -> {}).outcome())
        .isInstanceOf(Audit.Outcome.Proved.class);
  }

  private static List<ManualBill> manualBills(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Closed closed -> closed.manualBills();
      case NothingToBill nothing -> nothing.manualBills();
      case Outcome.Refused refused -> throw new AssertionError(refused);
    };
  }

  @Test
  void the_audit_judges_a_manual_bill_by_the_decisions_before_it() {
    var negative = database.trip(DRIVER, "2019-03-05T14:00:00Z", "-0.23");
    decide(negative, "released");
    database.run(LabSql.billOn("2019-03-05"));
    database.run("update trips set rider_name = 'somebody' where id = " + negative);
    decide(negative, "rejected");
    var report = new Audit(database.database().commands()).verify(Optional.empty(), _ -> {});
    assertThat(report.outcome()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  @Test
  void a_release_in_the_transaction_of_a_manual_bill_counts() {
    var negative = database.trip(DRIVER, "2019-03-05T14:00:00Z", "-0.23");
    database
        .commands()
        .useTransaction(
            handle -> {
              handle.execute(
                  "insert into trip_decision (trip_id, decision, reason) values (?, 'released', 'seen')",
                  negative);
              handle.execute(LabSql.billOn("2019-03-05"));
            });
    var report = new Audit(database.database().commands()).verify(Optional.empty(), _ -> {});
    assertThat(report.outcome()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  private void decide(int trip, String decision) {
    database.run(
        """
        insert into trip_decision (trip_id, decision, reason)
        values (%d, '%s', 'seen')
        """
            .formatted(trip, decision));
  }
}
