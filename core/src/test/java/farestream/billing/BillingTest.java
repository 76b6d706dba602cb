package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NEW_YORK;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import farestream.billing.Billing.Outcome.AmountTooLarge;
import farestream.billing.Billing.Outcome.Closed;
import farestream.billing.Billing.Outcome.CutOffInClosedCycle;
import farestream.billing.Billing.Outcome.CutOffInFuture;
import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class BillingTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");
  private static final Instant NEXT_NOON = Instant.parse("2019-03-06T17:00:00Z");

  private final BilledDatabase database = new BilledDatabase();
  private final Billing billing = database.billing();

  @Test
  void a_cycle_bills_each_driver_for_the_trips_before_its_cut_off() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.trip(DRIVER, "2019-03-05T15:00:00Z", "10.00");
    database.trip(OTHER_DRIVER, "2019-03-05T16:59:59.999999Z", "7.50");
    database.trip(DRIVER, "2019-03-05T17:00:00Z", "1.00");

    var closed = closed(billing.close(NOON, NOW));

    var cycle = new Cycle(2, Instant.parse("2019-03-05T05:00:00Z"), NOON, NEW_YORK, Terms.LAB);
    assertThat(closed.cycle()).isEqualTo(cycle);
    assertThat(closed.bills())
        .extracting(DriverBill::driverId, DriverBill::rides, DriverBill::amount)
        .containsExactly(
            tuple(DRIVER, 2L, Money.of("52.26")), tuple(OTHER_DRIVER, 1L, Money.of("7.50")));
    assertThat(closed.rides()).isEqualTo(3);
    assertThat(closed.sum(DriverBill::amount)).isEqualTo(Money.of("59.76"));
    assertThat(closed.sum(DriverBill::driversPart)).isEqualTo(Money.of("47.81"));
  }

  @Test
  void a_bill_is_written_as_the_lab_writes_it() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    var bill = closed(billing.close(NOON, NOW)).bills().getFirst();
    assertThat(bill.billId()).contains(200001L);
    assertThat(database.value("select billing::text from billing"))
        .isEqualTo(
            "(200001,510909,2,\"2019-03-05 05:00:00\",\"2019-03-05 17:00:00\","
                + "\"2030-01-01 00:00:00\",42.26,0.800000,\"billing cycle 2\",1,completed,"
                + "farestream,lab,33.81,0.00,0.00,0.00,0.00,0.00,0.00,8.45,33.81,,,)");
    assertThat(database.value("select billing_line::text from billing_line"))
        .isEqualTo("(2000001,200001,42.26,33.81,0.00,0.00,0.00)");
    assertThat(
            database.value(
                "select row(cycle, previous, starts_at, ends_at, zone, driver_share, closed_at,"
                    + " status, policy, minimum_payout, trips_high_water_mark, history_high_water_mark,"
                    + " disputes_high_water_mark, quarantine_high_water_mark, removals_high_water_mark,"
                    + " decisions_high_water_mark, total_limit, parts_tolerance, clock_tolerance)::text"
                    + " from billing_cycle"))
        .isEqualTo(
            "(2,,\"2019-03-05 05:00:00\",\"2019-03-05 17:00:00\",America/New_York,0.800000,"
                + "\"2030-01-01 00:00:00\",closed,lab,0.00,2000001,0,0,0,0,0,1000.00,200.00,15)");
  }

  @Test
  void a_cycle_starts_where_the_last_ended() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    billing.close(NOON, NOW);
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "2.00");
    var next = closed(billing.close(NEXT_NOON, NOW)).cycle();
    assertThat(next).isEqualTo(new Cycle(3, NOON, NEXT_NOON, NEW_YORK, Terms.LAB));
    database.trip(DRIVER, "2019-03-07T14:00:00Z", "2.00");
    assertThat(closed(billing.close(NOW, NOW)).cycle().starts()).isEqualTo(NEXT_NOON);
  }

  @Test
  void a_trip_that_ended_at_the_cut_off_is_in_the_next_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    database.trip(DRIVER, NOON, new BigDecimal("2.00"));
    assertThat(closed(billing.close(NOON, NOW)).sum(DriverBill::amount))
        .isEqualTo(Money.of("1.00"));
    assertThat(closed(billing.close(NEXT_NOON, NOW)).sum(DriverBill::amount))
        .isEqualTo(Money.of("2.00"));
  }

  @Test
  void a_trip_that_arrives_late_is_billed_in_the_next_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    billing.close(NOON, NOW);
    var late = database.trip(DRIVER, "2019-03-05T13:00:00Z", "2.00");
    var beforeAllCycles = database.trip(OTHER_DRIVER, "2016-01-05T13:00:00Z", "4.00");
    assertThat(closed(billing.close(NEXT_NOON, NOW)).sum(DriverBill::amount))
        .isEqualTo(Money.of("6.00"));
    assertThat(cyclesOf(late)).isEqualTo("3");
    assertThat(cyclesOf(beforeAllCycles)).isEqualTo("3");
  }

  @Test
  void a_driver_is_billed_again_after_months_without_a_trip() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    database.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "1.00");
    billing.close(NOON, NOW);
    database.trip(OTHER_DRIVER, "2019-06-05T14:00:00Z", "1.00");
    billing.close(Instant.parse("2019-07-01T04:00:00Z"), NOW);
    database.trip(DRIVER, "2019-09-05T14:00:00Z", "3.00");
    assertThat(closed(billing.close(NOW, NOW)).bills())
        .extracting(DriverBill::driverId, DriverBill::amount)
        .containsExactly(tuple(DRIVER, Money.of("3.00")));
  }

  @Test
  void a_trip_that_was_voided_before_it_was_billed_is_not_billed() {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run("update trips set status = 'Cancelled' where id = " + trip);
    assertThat(billing.close(NOON, NOW)).isEqualTo(new NothingToBill(NOON, List.of(), Holds.NONE));
  }

  @Test
  void nothing_to_bill_closes_no_cycle() {
    assertThat(billing.close(NOON, NOW)).isEqualTo(new NothingToBill(NOON, List.of(), Holds.NONE));
    database.trip(DRIVER, "2019-03-05T18:00:00Z", "1.00");
    assertThat(billing.close(NOON, NOW)).isEqualTo(new NothingToBill(NOON, List.of(), Holds.NONE));
    assertThat(database.value("select count(*) from billing_cycle")).isEqualTo("0");

    var second = closed(billing.close(NEXT_NOON, NOW)).cycle();
    assertThat(billing.close(NOW, NOW)).isEqualTo(new NothingToBill(NOW, List.of(), Holds.NONE));
    database.trip(DRIVER, "2019-03-07T18:00:00Z", "1.00");
    var third = closed(billing.close(NOW, NOW)).cycle();
    assertThat(third.number()).isEqualTo(3);
    assertThat(third.starts()).isEqualTo(second.ends());
  }

  @Test
  void a_cut_off_in_the_future_is_refused() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    var now = NOON.minusNanos(1000);
    assertThat(billing.close(NOON, now)).isEqualTo(new CutOffInFuture(NOON, now));
    assertThat(billing.preview(NOON, now)).isEqualTo(new CutOffInFuture(NOON, now));
    assertThat(billing.close(Instant.MAX, now)).isInstanceOf(CutOffInFuture.class);
    assertThat(billing.close(NOON, NOON)).isInstanceOf(Closed.class);
  }

  @Test
  void a_cut_off_in_a_closed_cycle_is_refused() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    var last = closed(billing.close(NOON, NOW)).cycle();
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    assertThat(billing.close(NOON, NOW)).isEqualTo(new CutOffInClosedCycle(NOON, last));
    var earlier = NOON.minusSeconds(3600);
    assertThat(billing.preview(earlier, NOW)).isEqualTo(new CutOffInClosedCycle(earlier, last));
    assertThat(database.value("select count(*) from billing")).isEqualTo("1");
  }

  @Test
  void amounts_of_ten_thousand_and_more_and_refunds_are_billed() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10000.00");
    database.trip(DRIVER, "2019-03-05T15:00:00Z", "999999999.99");
    database.trip(DRIVER, "2019-03-05T16:00:00Z", "-0.01");
    database.trip(OTHER_DRIVER, "2019-03-05T16:00:00Z", "-58.30");
    database.releaseAll();
    var closed = closed(billing.close(NOON, NOW));
    assertThat(closed.bills())
        .extracting(DriverBill::amount)
        .containsExactly(Money.of("1000009999.98"), Money.of("-58.30"));
    assertThat(closed.sum(DriverBill::amount)).isEqualTo(Money.of("1000009941.68"));
  }

  @Test
  void bills_out_of_the_range_of_an_amount_are_refused_and_nothing_is_written() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "1.00");
    database.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "999999999999.99");
    database.releaseAll();
    assertThat(billing.close(NOON, NOW)).isEqualTo(new AmountTooLarge(OTHER_DRIVER));
    database.trip(OTHER_DRIVER, "2019-03-05T15:00:00Z", "0.01");
    assertThat(billing.close(NOON, NOW)).isEqualTo(new AmountTooLarge(OTHER_DRIVER));
    assertThat(
            database.value(
                "select (select count(*) from billing) + (select count(*) from billing_cycle)"))
        .isEqualTo("0");
  }

  @Test
  void the_drivers_share_is_written_on_bill_and_cycle() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    var share = new DriverShare(new BigDecimal("0.725000"));
    var terms = new Terms(SharePolicy.LAB, share, Money.ZERO);
    var closed = closed(database.billing(terms).close(NOON, NOW));
    assertThat(closed.sum(DriverBill::driversPart)).isEqualTo(Money.of("7.25"));
    assertThat(database.value("select commissions from billing")).isEqualTo("0.725000");
    assertThat(database.value("select driver_share from billing_cycle")).isEqualTo("0.725000");
  }

  @Test
  void a_preview_names_no_bill_and_writes_nothing() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    var preview = closed(billing.preview(NOON, NOW));
    assertThat(preview.bills())
        .extracting(DriverBill::billId, DriverBill::driverId, DriverBill::rides, DriverBill::amount)
        .containsExactly(tuple(Optional.empty(), DRIVER, 1L, Money.of("42.26")));
    assertThat(
            database.value(
                """
                select (select count(*) from billing) + (select count(*) from billing_cycle)
                    + (select count(*) from billing_line)
                """))
        .isEqualTo("0");
  }

  private String cyclesOf(int trip) {
    return database.value(
        """
        select string_agg(billing_cycle::text, ',')
        from billing_line join billing on billing.id = billing_id where trip_id =
        """
            + trip);
  }

  static Closed closed(Billing.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Closed.class);
    return (Closed) outcome;
  }
}
