package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BilledDatabase.refusal;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit;
import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.billing.Holds.Hold;
import farestream.billing.MoneyGate.Decision;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A trip with a fault isn't billed until a person decides on it or the fault is repaired.
@Tag("integration")
class MoneyGateTest {
  private static final String NOON = "2019-03-05T12:00:00Z";
  private static final Instant FIRST = Instant.parse("2019-03-06T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2019-03-07T00:00:00Z");
  private static final Instant THIRD = Instant.parse("2019-03-08T00:00:00Z");

  private final BilledDatabase database = new BilledDatabase();
  private final Billing billing = database.billing();
  private final MoneyGate gate = new MoneyGate(database.database().commands());

  private final int good = database.trip(DRIVER, NOON, "42.26");

  @Test
  void the_default_limits_are_the_same_in_sql_and_java() {
    assertThat(
            database.value(
                "select concat(total_limit, parts_tolerance, clock_tolerance) from hold_limits"))
        .isEqualTo(
            HoldLimits.DEFAULT.total().toString()
                + HoldLimits.DEFAULT.parts()
                + HoldLimits.DEFAULT.clock().toMinutes());
  }

  @Test
  void a_trip_with_an_open_record_in_quarantine_is_held_until_that_is_resolved() {
    var trip = database.trip(DRIVER, NOON, "500.00");
    var record = quarantined(trip);
    assertHeld(billing.preview(FIRST, NOW), trip, "record " + record + " in quarantine");
    assertHeld(billing.close(FIRST, NOW), trip, "record " + record + " in quarantine");
    assertThat(lines()).isEqualTo("42.26");
    assertThat(gate.heldBy(2).first()).hasSize(1);
    database.run("update quarantine set resolved_at = now(), resolution = 'replayed'");
    assertThat(gate.held()).isEqualTo(Holds.NONE);
    assertThat(closed(billing.close(SECOND, NOW)).sum(DriverBill::amount))
        .isEqualTo(Money.of("500.00"));
    assertProved();
  }

  @Test
  void what_is_held_is_held_across_cycles() {
    var trip = database.trip(DRIVER, NOON, "500.00");
    quarantined(trip);
    closed(billing.close(FIRST, NOW));
    assertHeld(billing.close(SECOND, NOW), trip, "in quarantine");
    database.trip(OTHER_DRIVER, "2019-03-06T12:00:00Z", "7.00");
    assertHeld(closed(billing.close(THIRD, NOW)), trip, "in quarantine");
    assertProved();
  }

  @Test
  void a_trip_that_was_removed_before_it_was_billed_is_held_and_one_removed_after_is_not() {
    var trip = database.trip(DRIVER, NOON, "500.00");
    removed(trip);
    assertHeld(billing.close(FIRST, NOW), trip, "removed from DynamoDB before it was billed");
    removed(good);
    assertThat(gate.held().first()).extracting(Hold::tripId).containsExactly((long) trip);
    assertProved();
  }

  @Test
  void a_trip_recorded_again_after_its_removal_is_billed() {
    var trip = database.trip(DRIVER, NOON, "500.00");
    removed(trip);
    database.run("update trips set sequence_number = 200 where id = " + trip);
    assertThat(billing.preview(FIRST, NOW)).isInstanceOf(Billing.Outcome.Closed.class);
    assertThat(gate.held().trips()).isZero();
  }

  @Test
  void a_drop_off_later_than_its_own_record_is_held_even_once_it_is_in_the_past() {
    var trip = database.trip(DRIVER, NOON, "10.00");
    createdBefore(trip, "15 minutes 1 second");
    createdBefore(good, "15 minutes");
    assertHeld(billing.close(FIRST, NOW), trip, "is later than the time of its record");
    assertProved();
  }

  @Test
  void a_drop_off_in_the_future_is_listed_by_every_cycle() {
    var trip = database.trip(DRIVER, "2031-05-01T10:00:00Z", "10.80");
    var preview = billing.preview(FIRST, NOW);
    assertHeld(preview, trip, "is later than the time of its record");
    var closed = billing.close(FIRST, NOW);
    assertThat(closed(closed).held()).isEqualTo(closed(preview).held()).isEqualTo(gate.heldBy(2));
    assertHeld(billing.close(SECOND, NOW), trip, "is later than the time of its record");
    database.trip(DRIVER, "2019-03-06T12:00:00Z", "1.00");
    database.trip(DRIVER, "2019-03-07T12:00:00Z", "2.00");
    assertHeld(billing.close(SECOND, NOW), trip, "is later than the time of its record");
    assertProved();
  }

  @Test
  void a_total_above_the_limit_or_too_different_from_its_parts_is_held() {
    var large = database.trip(DRIVER, NOON, "1000.01");
    var atLimit = database.trip(DRIVER, NOON, "1000.00");
    var far = database.trip(DRIVER, NOON, "999.99");
    database.run("update trips set fare_amount = 10.80 where id = " + far);
    var unnamed = database.trip(DRIVER, NOON, "300.00");
    database.run("update trips set fare_amount = 10, other_amount = 290 where id = " + unnamed);
    var held = closed(billing.close(FIRST, NOW)).held();
    assertThat(held.first())
        .extracting(Hold::tripId)
        .containsExactly((long) large, (long) far, (long) unnamed);
    assertThat(held.first().get(0).reason()).isEqualTo("the total exceeds the limit of 1000.00");
    assertThat(held.first().get(1).reason())
        .isEqualTo("the total differs too much from the sum of its parts, 10.80");
    assertThat(held.total()).isEqualTo(new BigDecimal("2300.00"));
    assertThat(database.value("select count(*) from billing_line where trip_id = " + atLimit))
        .isEqualTo("1");
    assertProved();
  }

  @Test
  void limits_are_the_cycles_and_the_next_has_them_too() {
    var trip = database.trip(DRIVER, NOON, "60.00");
    var limits = new HoldLimits(Money.of("50"), Money.of("5"), Duration.ofMinutes(1));
    assertHeld(
        database.billing(Terms.LAB.withLimits(limits)).close(FIRST, NOW), trip, "limit of 50.00");
    var last = new Cycles(database.database().colleague()).lastTerms().limits();
    assertThat(last).isEqualTo(limits);
    assertThat(gate.held().first()).extracting(Hold::reason).first().asString().contains("50.00");
    assertThat(closed(billing.close(SECOND, NOW)).rides()).isEqualTo(1);
    assertProved();
  }

  @Test
  void a_released_trip_is_billed_by_the_next_cycle_and_a_rejected_one_by_none() {
    var released = database.trip(DRIVER, NOON, "5000.00");
    var rejected = database.trip(DRIVER, NOON, "6000.00");
    closed(billing.close(FIRST, NOW));
    decide(released, Decision.RELEASED);
    decide(rejected, Decision.REJECTED);
    assertThat(gate.held()).isEqualTo(Holds.NONE);
    assertThat(closed(billing.close(SECOND, NOW)).sum(DriverBill::amount))
        .isEqualTo(Money.of("5000.00"));
    assertThat(billing.close(THIRD, NOW)).isInstanceOf(NothingToBill.class);
    assertThat(
            database.value(
                "select string_agg(decision || amount || actor || reason, ',')"
                    + " from trip_decision"))
        .isEqualTo("released5000.00farestreamseen,rejected6000.00farestreamseen");
    assertProved();
  }

  @Test
  void a_release_covers_what_the_person_saw_and_nothing_later() {
    var trip = database.trip(DRIVER, NOON, "5000.00");
    decide(trip, Decision.RELEASED);
    assertThat(gate.held()).isEqualTo(Holds.NONE);
    database.run("update trips set total_amount = 6000, fare_amount = 6000 where id = " + trip);
    assertThat(gate.held().trips()).isEqualTo(1);
    decide(trip, Decision.RELEASED);
    quarantined(trip);
    assertThat(gate.held().trips()).isEqualTo(1);
    decide(trip, Decision.RELEASED);
    removed(trip);
    assertHeld(billing.close(FIRST, NOW), trip, "removed");
    assertProved();
  }

  @Test
  void what_changes_after_it_was_rejected_is_held_again() {
    var trip = database.trip(DRIVER, NOON, "5000.00");
    decide(trip, Decision.REJECTED);
    database.run("update trips set total_amount = 50, fare_amount = 50 where id = " + trip);
    assertHeld(billing.close(FIRST, NOW), trip, "changed after it was rejected");
    decide(trip, Decision.RELEASED);
    assertThat(closed(billing.close(SECOND, NOW)).rides()).isEqualTo(1);
    assertProved();
  }

  @Test
  void a_decision_can_be_changed_until_the_trip_is_billed() {
    var trip = database.trip(DRIVER, NOON, "5000.00");
    decide(trip, Decision.RELEASED);
    decide(trip, Decision.REJECTED);
    assertThat(closed(billing.close(FIRST, NOW)).rides()).isEqualTo(1);
    decide(trip, Decision.RELEASED);
    assertThat(closed(billing.close(SECOND, NOW)).rides()).isEqualTo(1);
    assertThat(outcome(String.valueOf(trip), Decision.REJECTED))
        .isEqualTo(new MoneyGate.Outcome.NotHeld(String.valueOf(trip), true));
    assertProved();
  }

  @Test
  void only_what_is_held_is_decided_on() {
    assertThat(outcome(String.valueOf(good), Decision.RELEASED))
        .isEqualTo(new MoneyGate.Outcome.NotHeld(String.valueOf(good), false));
    assertThat(outcome("none", Decision.RELEASED))
        .isEqualTo(new MoneyGate.Outcome.NoSuchTrip("none"));
    var refused =
        refusal(
            () ->
                database.run(
                    "insert into trip_decision (trip_id, decision, reason, history_id)"
                        + " values (%d, 'released', 'y', 99999)".formatted(good)));
    assertThat(refused.getConstraint()).isEqualTo("a_decision_is_on_a_held_trip");
  }

  @Test
  void an_absurd_amendment_of_a_billed_trip_is_held_and_corrects_nothing_until_it_is_released() {
    closed(billing.close(FIRST, NOW));
    database.run("update trips set fare_amount = 99999999999.99, total_amount = 99999999999.99");
    assertThat(gate.held().first()).extracting(Hold::isBilled).containsExactly(true);
    database.trip(OTHER_DRIVER, "2019-03-06T12:00:00Z", "7.00");
    var second = closed(billing.close(SECOND, NOW));
    assertThat(second.sum(DriverBill::adjustment)).isEqualTo(Money.ZERO);
    assertThat(second.held().trips()).isEqualTo(1);
    assertProved();
    database.run("update trips set fare_amount = 50, total_amount = 50 where id = " + good);
    assertThat(closed(billing.close(THIRD, NOW)).sum(DriverBill::adjustment))
        .isEqualTo(Money.of("6.19"));
    assertProved();
  }

  @Test
  void a_released_amendment_of_a_billed_trip_is_corrected() {
    closed(billing.close(FIRST, NOW));
    database.run("update trips set fare_amount = 1042.26, total_amount = 1042.26");
    assertThat(billing.close(SECOND, NOW)).isInstanceOf(NothingToBill.class);
    decide(good, Decision.RELEASED);
    assertThat(closed(billing.close(THIRD, NOW)).sum(DriverBill::adjustment))
        .isEqualTo(Money.of("800.00"));
    assertProved();
  }

  @Test
  void a_proposal_is_not_approved_while_a_trip_of_it_is_held() {
    billing.propose(FIRST, NOW);
    var record = quarantined(good);
    var cycles = new Cycles(database.database().colleague());
    assertThat(cycles.approve(2, NOW))
        .isInstanceOfSatisfying(
            Cycles.Decision.TripsAreHeld.class,
            refused ->
                assertThat(refused.which())
                    .startsWith("cycle 2 bills 1 trip(s) that are now held"));
    assertThat(gate.held().first())
        .extracting(Hold::reason)
        .containsExactly("record " + record + " in quarantine");
    decide(good, Decision.RELEASED);
    assertThat(cycles.approve(2, NOW)).isInstanceOf(Cycles.Decision.Done.class);
    assertProved();
  }

  @Test
  void a_record_that_comes_while_a_cycle_is_closed_holds_its_trip_or_comes_after()
      throws Exception {
    try (var writer = database.database().commands().getConnection()) {
      writer.setAutoCommit(false);
      try (var statement = writer.createStatement()) {
        statement.execute(quarantine(good));
      }
      var closing = CompletableFuture.supplyAsync(() -> billing.close(FIRST, NOW));
      // The closing waits for the writer, since its record has an id below the high-water mark.
      while (database
          .value(
              "select count(*) from pg_stat_activity where query like '%pg_sleep(%' and pid <> pg_backend_pid()")
          .equals("0")) {
        assertThat(closing).isNotDone();
      }
      writer.commit();
      assertThat(closing.get()).isInstanceOf(NothingToBill.class);
    }
    assertThat(gate.held().trips()).isEqualTo(1);
  }

  @Test
  void ten_thousand_are_counted_and_the_first_listed() {
    database.run(
        """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount, status)
        select 69257, 510909, 'person69257@example.com', 'many ' || number, '2019-03-05 12:00',
          '2019-03-05 12:00', 2000, 0, 0, 0, 0, 0, 2000, 'Completed'
        from generate_series(1, 10000) as number
        """);
    var began = Instant.now();
    var held = closed(billing.close(FIRST, NOW)).held();
    assertThat(held.trips()).isEqualTo(10_000);
    assertThat(held.total()).isEqualTo(new BigDecimal("20000000.00"));
    assertThat(held.first()).hasSize(MoneyGate.MOST);
    assertThat(gate.held().trips()).isEqualTo(10_000);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertProved();
  }

  @Test
  void a_held_trip_that_the_owner_put_into_a_bill_is_named() {
    var trip = database.trip(DRIVER, NOON, "500.00");
    quarantined(trip);
    closed(billing.close(FIRST, NOW));
    database.runAsOwner(
        """
        alter table billing_line disable trigger user;
        insert into billing_line (trip_id, billing_id, amount, drivers_part)
        select %d, id, 500, 400 from billing;
        alter table billing_line enable trigger user
        """
            .formatted(trip));
    assertThat(disproved()).contains("a held trip was billed", "trips=" + trip);
  }

  private String disproved() {
    var report = new Audit(database.database().commands()).verify(Optional.empty(), _ -> {});
    assertThat(report.outcome()).isInstanceOf(Audit.Outcome.Disproved.class);
    return report.outcome().toString();
  }

  private void assertProved() {
    var report = new Audit(database.database().commands()).verify(Optional.empty(), _ -> {});
    assertThat(report.outcome()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  private static void assertHeld(Billing.Outcome outcome, int trip, String reason) {
    var held = outcome instanceof NothingToBill nothing ? nothing.held() : closed(outcome).held();
    assertThat(held.first())
        .anySatisfy(
            hold -> {
              assertThat(hold.tripId()).isEqualTo(trip);
              assertThat(hold.reason()).contains(reason);
            });
    assertThat(held.trips()).isEqualTo(1);
  }

  private void decide(int trip, Decision decision) {
    assertThat(outcome(String.valueOf(trip), decision)).isInstanceOf(MoneyGate.Outcome.Done.class);
  }

  private MoneyGate.Outcome outcome(String trip, Decision decision) {
    return gate.decide(List.of(trip), Optional.empty(), decision, "seen");
  }

  private String lines() {
    return database.value("select sum(amount) from billing_line");
  }

  /// @return the record's id
  private String quarantined(int trip) {
    return database.value(quarantine(trip) + " returning id");
  }

  private static String quarantine(int trip) {
    return """
    insert into quarantine (stream_arn, sequence_number, rider_email, trip_info, reason, payload)
    select 'arn', (100 + nextval('payment_id_seq'))::text, rider_email, trip_info, 'x', '{}'
    from trips where id = %d
    """
        .formatted(trip);
  }

  private void removed(int trip) {
    database.run(
        """
        insert into trip_removal (rider_email, trip_info, sequence_number)
        select rider_email, trip_info, 100 from trips where id = %d
        """
            .formatted(trip));
  }

  private void createdBefore(int trip, String interval) {
    database.runAsOwner(
        "update trips set created_at = dropoff_datetime - interval '%s' where id = %d"
            .formatted(interval, trip));
  }
}
