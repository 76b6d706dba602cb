package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit;
import farestream.audit.AuditStep;
import farestream.billing.Holds.Hold;
import farestream.billing.MoneyGate.Decision;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A trip with a negative total is billed together with the trip that it reverses, and is held
/// without one.
class ReversalTest {
  private static final Instant FIRST = Instant.parse("2019-03-06T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2019-03-07T00:00:00Z");

  private final BilledDatabase database = new BilledDatabase();
  private final Billing billing = database.billing();
  private final MoneyGate gate = new MoneyGate(database.database().commands());

  @BeforeEach
  void another_trip_is_billed_in_any_case() {
    database.trip(DRIVER, "2019-03-05T12:00:00Z", "42.26");
  }

  @Test
  void a_reversal_is_billed_with_the_trip_that_it_reverses_and_held_alone() {
    database.trip(DRIVER, "2019-03-05T13:00:00Z", "13.30");
    database.trip(DRIVER, "2019-03-05T13:00:00Z", "-13.30");
    var second = database.trip(DRIVER, "2019-03-05T13:00:00Z", "-13.30");
    var anothers = database.trip(OTHER_DRIVER, "2019-03-05T13:00:00Z", "-13.30");
    var held = closed(billing.close(FIRST, NOW)).held();
    assertThat(held.first())
        .extracting(Hold::tripId)
        .containsExactly((long) second, (long) anothers);
    assertThat(database.value("select sum(amount) from billing_line")).isEqualTo("42.26");
    assertProved();
  }

  @Test
  void a_reversal_comes_with_its_original_and_is_held_with_it() {
    var original = database.trip(DRIVER, "2019-03-05T13:00:00Z", "13.30");
    var reversal = database.trip(DRIVER, "2019-03-05T13:00:00Z", "-13.30");
    database.run(
        """
        insert into quarantine (stream_arn, sequence_number, rider_email, trip_info, reason, payload)
        select 'arn', '100', rider_email, trip_info, 'x', '{}' from trips where id = %d
        """
            .formatted(original));
    assertThat(closed(billing.close(FIRST, NOW)).held().first())
        .extracting(Hold::tripId)
        .containsExactly((long) original, (long) reversal);
    gate.decide(List.of(Integer.toString(original)), Optional.empty(), Decision.RELEASED, "seen");
    assertThat(gate.held()).isEqualTo(Holds.NONE);
    assertThat(closed(billing.close(SECOND, NOW)).rides()).isEqualTo(2);
    assertProved();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "total_amount = total_amount + 0.70, tip_amount = tip_amount + 0.70",
        "driver_id = 528204"
      })
  void the_reversal_of_an_amended_trip_is_billed_and_proved(String amendment) {
    var original = database.trip(DRIVER, "2019-03-05T13:00:00Z", "13.30");
    assertThat(closed(billing.close(FIRST, NOW)).rides()).isEqualTo(2);
    database.run("update trips set " + amendment + " where id = " + original);
    reverse("id = " + original);
    var second = closed(billing.close(SECOND, NOW));
    assertThat(second.held()).isEqualTo(Holds.NONE);
    assertThat(second.rides()).isEqualTo(1);
    assertProved();
    database.run("update trips set total_amount = 20 where id = " + original);
    assertProved();
  }

  @Test
  void a_reversal_of_a_total_that_was_amended_before_the_cycle_is_found_if_it_was_billed() {
    var original = database.trip(DRIVER, "2019-03-05T13:00:00Z", "13.30");
    database.run("update trips set total_amount = 14 where id = " + original);
    var reversal = database.trip(DRIVER, "2019-03-05T13:00:00Z", "-13.30");
    assertThat(closed(billing.close(FIRST, NOW)).held().first())
        .extracting(Hold::tripId)
        .containsExactly((long) reversal);
    database.runAsOwner(
        """
        alter table billing_line disable trigger user;
        insert into billing_line (trip_id, billing_id, amount, drivers_part)
          select %d, id, -13.30, -10.64 from billing where driver_id = %d;
        alter table billing_line enable trigger user
        """
            .formatted(reversal, DRIVER));

    assertThat(audited())
        .isInstanceOfSatisfying(
            Audit.Outcome.Disproved.class,
            found ->
                assertThat(found.steps()).extracting(Audit.Found::step).contains(AuditStep.HOLDS));
  }

  @Test
  void a_cash_ride_and_its_reversal_come_to_nothing_under_components() {
    var components =
        new Terms(SharePolicy.COMPONENTS, new DriverShare(new BigDecimal("0.75")), Money.ZERO);
    database.trip(OTHER_DRIVER, "2019-03-05T13:00:00Z", "13.30");
    database.trip(OTHER_DRIVER, "2019-03-05T13:00:00Z", "-13.30");
    database.run(
        "update trips set payment_type = 2, mta_tax = sign(total_amount) * 3.30,"
            + " fare_amount = sign(total_amount) * 10 where driver_id = "
            + OTHER_DRIVER);
    var bill = closed(database.billing(components).close(FIRST, NOW)).bills().getLast();
    assertThat(bill.rides()).isEqualTo(2);
    assertThat(bill.payable()).isEqualTo(Money.ZERO);
    assertThat(bill.carriedOut()).isEqualTo(Money.ZERO);
    assertProved();
  }

  /// Inserts the reversal of the trip that a condition selects.
  private void reverse(String original) {
    database.run(
        """
        insert into trips select (jsonb_populate_record(trips, jsonb_build_object(
          'id', nextval('trips_id_seq'), 'trip_info', 'reversal', 'total_amount', -total_amount, 'other_amount', other_amount - 2 * total_amount))).*
        from trips where %s
        """
            .formatted(original));
  }

  private void assertProved() {
    assertThat(audited()).isInstanceOf(Audit.Outcome.Proved.class);
  }

  private Audit.Outcome audited() {
    return new Audit(database.database().commands()).verify(Optional.empty(), _ -> {}).outcome();
  }
}
