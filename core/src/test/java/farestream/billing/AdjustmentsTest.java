package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.billing.Disputes.Outcome.DecidedOtherwise;
import farestream.billing.Disputes.Outcome.NotDisputed;
import farestream.billing.Disputes.Outcome.Resolved;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Adjustments for trips that change after they were billed.
@Tag("integration")
class AdjustmentsTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");
  private static final Terms COMPONENTS =
      new Terms(SharePolicy.COMPONENTS, new DriverShare(new BigDecimal("0.75")), Money.ZERO);

  private final BilledDatabase database = new BilledDatabase();
  private int days;

  private Billing.Outcome closeNextDay(Terms terms) {
    return database.billing(terms).close(NOON.plus(Duration.ofDays(days++)), NOW);
  }

  private DriverBill onlyBill(Terms terms) {
    var bills = closed(closeNextDay(terms)).bills();
    assertThat(bills).hasSize(1);
    return bills.getFirst();
  }

  private void amend(int trip, String what) {
    database.run("update trips set %s where id = %d".formatted(what, trip));
  }

  private String adjustments() {
    return database.value(
        """
        select coalesce(string_agg(
          concat_ws(' ', billing_cycle, driver_id, amount, billing_adjustment.drivers_part, reason),
          '; ' order by billing_adjustment.id), 'none')
        from billing_adjustment join billing on billing.id = billing_id
        """);
  }

  @Test
  void an_amended_trip_is_corrected_in_the_next_cycle_by_the_difference() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 40");
    var bill = onlyBill(Terms.LAB);
    assertThat(bill.rides()).isZero();
    assertThat(bill.adjustment()).isEqualTo(Money.of("-1.81"));
    assertThat(bill.carriedOut()).isEqualTo(Money.of("-1.81"));
    assertThat(adjustments()).isEqualTo("3 510909 -2.26 -1.81 amended");
    assertThat(database.value("select amount from billing_line")).isEqualTo("42.26");
    assertThat(closeNextDay(Terms.LAB)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void a_trip_amended_three_times_in_one_cycle_is_corrected_once() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 20");
    amend(trip, "total_amount = 5");
    amend(trip, "total_amount = 30");
    assertThat(onlyBill(Terms.LAB).payable()).isEqualTo(Money.of("16.00"));
    assertThat(adjustments()).isEqualTo("3 510909 20.00 16.00 amended");
  }

  @Test
  void a_trip_amended_in_three_cycles_is_corrected_in_each() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 20");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 5");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 10");
    var last = onlyBill(Terms.LAB);
    assertThat(adjustments())
        .isEqualTo(
            "3 510909 10.00 8.00 amended; 4 510909 -15.00 -12.00 amended; 5 510909 5.00 4.00"
                + " amended");
    // 8.00 and 8.00 were paid. Then 12.00 were owed in total, so 4.00 are still owed by the driver.
    assertThat(last.carriedIn()).isEqualTo(Money.of("-12.00"));
    assertThat(last.carriedOut()).isEqualTo(Money.of("-8.00"));
  }

  @Test
  void an_amendment_reverted_before_the_next_cycle_is_not_corrected() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 20");
    amend(trip, "total_amount = 10");
    assertThat(closeNextDay(Terms.LAB)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void an_amendment_without_money_in_it_corrects_nothing_however_its_line_was_rounded() {
    for (int trip = 0; trip < 5; trip++) {
      database.trip(DRIVER, "2019-03-05T14:00:00Z", "0.03");
    }
    closeNextDay(Terms.LAB);
    database.run("update trips set passenger_count = 2");
    assertThat(closeNextDay(Terms.LAB)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void a_trip_that_changes_driver_is_reversed_for_one_and_billed_to_the_other() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(trip, "driver_id = " + OTHER_DRIVER);
    var bills = closed(closeNextDay(Terms.LAB)).bills();
    assertThat(bills)
        .extracting(DriverBill::adjustment)
        .containsExactly(Money.of("-8.00"), Money.of("8.00"));
    assertThat(adjustments())
        .isEqualTo("3 510909 -10.00 -8.00 another driver's; 3 528204 10.00 8.00 another driver's");
  }

  @Test
  void a_voided_trip_is_reversed_to_the_cent() {
    database.trip(DRIVER, "2019-03-05T13:00:00Z", "0.03");
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "0.03");
    closeNextDay(Terms.LAB);
    amend(trip, "status = 'Cancelled'");
    assertThat(onlyBill(Terms.LAB).adjustment()).isEqualTo(Money.of("-0.03"));
    assertThat(adjustments()).isEqualTo("3 510909 -0.03 -0.03 voided");
  }

  @Test
  void a_correction_is_shared_as_its_line_even_if_the_terms_have_changed() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(trip, "total_amount = 20");
    assertThat(onlyBill(COMPONENTS).adjustment()).isEqualTo(Money.of("8.00"));
  }

  @Test
  void a_trip_amended_before_it_is_billed_needs_no_correction() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    amend(trip, "total_amount = 20");
    assertThat(onlyBill(Terms.LAB).payable()).isEqualTo(Money.of("16.00"));
    assertThat(closeNextDay(Terms.LAB)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void a_trip_of_a_later_day_that_is_amended_into_a_closed_one_is_billed_next() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    var later = database.trip(DRIVER, "2019-03-25T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(later, "dropoff_datetime = '2019-03-05 15:00', pickup_datetime = '2019-03-05 14:00'");
    assertThat(onlyBill(Terms.LAB).amount()).isEqualTo(Money.of("10.00"));
  }

  @Test
  void a_billed_trip_that_is_amended_into_a_later_day_is_not_billed_again() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(Terms.LAB);
    amend(trip, "dropoff_datetime = '2019-03-06 14:00'");
    assertThat(closeNextDay(Terms.LAB)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void a_trip_that_was_there_before_its_day_was_closed_is_billed_with_its_day() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "2.00");
    assertThat(onlyBill(Terms.LAB).amount()).isEqualTo(Money.of("1.00"));
    assertThat(onlyBill(Terms.LAB).amount()).isEqualTo(Money.of("2.00"));
  }

  @Test
  void a_disputed_trip_earns_when_it_is_won() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    amend(trip, "payment_type = 4");
    assertThat(onlyBill(COMPONENTS).payable()).isEqualTo(Money.ZERO);
    assertThat(disputes().open(10)).hasSize(1);

    assertThat(resolve(trip, true))
        .isInstanceOfSatisfying(
            Resolved.class,
            resolved -> {
              assertThat(resolved.isNew()).isTrue();
              assertThat(resolved.trip().billedIn()).contains(2);
            });
    assertThat(onlyBill(COMPONENTS).payable()).isEqualTo(Money.of("7.50"));
    assertThat(adjustments()).isEqualTo("3 510909 0.00 7.50 dispute won");
    assertThat(disputes().open(10)).isEmpty();
    assertThat(closeNextDay(COMPONENTS)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void a_billed_trip_that_is_disputed_is_reversed_and_stays_so_if_the_dispute_is_lost() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    closeNextDay(COMPONENTS);
    amend(trip, "payment_type = 4");
    assertThat(onlyBill(COMPONENTS).adjustment()).isEqualTo(Money.of("-7.50"));
    resolve(trip, false);
    assertThat(closeNextDay(COMPONENTS)).isInstanceOf(NothingToBill.class);
    assertThat(adjustments()).isEqualTo("3 510909 0.00 -7.50 amended");
  }

  @Test
  void a_dispute_that_was_won_before_the_trip_was_billed_needs_no_correction() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    amend(trip, "payment_type = 4");
    resolve(trip, true);
    assertThat(onlyBill(COMPONENTS).payable()).isEqualTo(Money.of("7.50"));
    assertThat(closeNextDay(COMPONENTS)).isInstanceOf(NothingToBill.class);
  }

  @Test
  void a_decision_stays() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    assertThat(resolve(trip, true)).isInstanceOf(NotDisputed.class);
    amend(trip, "payment_type = 4");
    resolve(trip, true);
    assertThat(resolve(trip, true))
        .isInstanceOfSatisfying(Resolved.class, resolved -> assertThat(resolved.isNew()).isFalse());
    assertThat(resolve(trip, false)).isInstanceOf(DecidedOtherwise.class);
  }

  private Disputes disputes() {
    return new Disputes(database.database().commands());
  }

  private Disputes.Outcome resolve(int trip, boolean won) {
    var tripInfo = database.value("select trip_info from trips where id = " + trip);
    return disputes().resolve(tripInfo, Optional.empty(), won, NOW);
  }
}
