package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The driver's part under both policies, and carried balances.
@Tag("integration")
class SharesTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");
  private static final Instant NEXT_NOON = Instant.parse("2019-03-06T17:00:00Z");
  private static final Instant THIRD_NOON = Instant.parse("2019-03-07T17:00:00Z");
  private static final Terms COMPONENTS =
      new Terms(SharePolicy.COMPONENTS, new DriverShare(new BigDecimal("0.75")), Money.ZERO);

  private final BilledDatabase database = new BilledDatabase();

  /// A fare of 30.00 and an extra of 1.00, a tip of 6.00, tolls of 4.96, and taxes and surcharges
  /// of 0.50 + 0.30 + 2.50 + 1.75 + 0.75; 47.76 in all.
  private int fullTrip(long driver, String dropoff, int paymentType) {
    var trip = database.trip(driver, dropoff, "47.76");
    database.run(
        """
        update trips set fare_amount = 30, extra = 1, tip_amount = 6, tolls_amount = 4.96,
          mta_tax = 0.5, improvement_surcharge = 0.3, congestion_surcharge = 2.5,
          airport_fee = 1.75, cbd_congestion_fee = 0.75, payment_type = %d where id = %d
        """
            .formatted(paymentType, trip));
    return trip;
  }

  @Test
  void under_components_the_driver_gets_tips_and_tolls_and_nobody_the_taxes() {
    fullTrip(DRIVER, "2019-03-05T14:00:00Z", 1);
    var bill = closed(database.billing(COMPONENTS).close(NOON, NOW)).bills().getFirst();
    // 6.00 + 4.96 + 0.75 × 31.00
    assertThat(bill.driversPart()).isEqualTo(Money.of("34.21"));
    assertThat(bill.taxes()).isEqualTo(Money.of("5.80"));
    assertThat(bill.platformsPart()).isEqualTo(Money.of("7.75"));
    assertThat(bill.payable()).isEqualTo(Money.of("34.21"));
    assertThat(database.value("select policy || ' ' || commissions from billing"))
        .isEqualTo("components 0.750000");
  }

  @Test
  void what_the_total_holds_beyond_its_parts_is_shared_like_the_fare() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "10.00");
    database.run("update trips set fare_amount = 6, tip_amount = 1");
    var bill = closed(database.billing(COMPONENTS).close(NOON, NOW)).bills().getFirst();
    assertThat(bill.driversPart()).isEqualTo(Money.of("7.75"));
    assertThat(bill.platformsPart()).isEqualTo(Money.of("2.25"));
  }

  @Test
  void with_cash_the_driver_owes_the_platforms_part_and_the_taxes() {
    fullTrip(DRIVER, "2019-03-05T14:00:00Z", 2);
    var bill = closed(database.billing(COMPONENTS).close(NOON, NOW)).bills().getFirst();
    assertThat(bill.driversPart()).isEqualTo(Money.of("34.21"));
    assertThat(bill.cashHeld()).isEqualTo(Money.of("47.76"));
    assertThat(bill.payable()).isEqualTo(Money.ZERO);
    assertThat(bill.carriedOut()).isEqualTo(Money.of("-13.55"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0.00, 47.76, no charge",
    "4, 0.00, 47.76, in dispute",
    "5, 34.21, 0.00, unknown",
    "6, 0.00, 47.76, voided",
    "7, 34.21, 0.00, bank deposit",
  })
  void an_unpaid_trip_earns_nothing(int paymentType, String driversPart, String withheld) {
    fullTrip(DRIVER, "2019-03-05T14:00:00Z", paymentType);
    var bill = closed(database.billing(COMPONENTS).close(NOON, NOW)).bills().getFirst();
    assertThat(bill.driversPart()).isEqualTo(Money.of(driversPart));
    assertThat(bill.withheld()).isEqualTo(Money.of(withheld));
    assertThat(bill.amount()).isEqualTo(Money.of("47.76"));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7"})
  void under_the_labs_policy_a_trip_earns_however_it_was_paid(int paymentType) {
    fullTrip(DRIVER, "2019-03-05T14:00:00Z", paymentType);
    var bill = closed(database.billing().close(NOON, NOW)).bills().getFirst();
    assertThat(bill.payable()).isEqualTo(Money.of("38.21"));
    assertThat(bill.platformsPart()).isEqualTo(Money.of("9.55"));
  }

  @Test
  void lines_are_rounded_so_that_they_add_up_to_the_bill_which_is_rounded_once() {
    for (int trip = 0; trip < 5; trip++) {
      database.trip(DRIVER, "2019-03-05T14:00:00Z", "0.03");
    }
    var bill = closed(database.billing().close(NOON, NOW)).bills().getFirst();
    assertThat(bill.driversPart()).isEqualTo(Money.of("0.12"));
    // 0.024 per line, so the rounded running totals are 0.02, 0.05, 0.07, 0.10, 0.12.
    assertThat(
            database.value(
                "select string_agg(drivers_part::text, ' ' order by trip_id) from billing_line"))
        .isEqualTo("0.02 0.03 0.02 0.03 0.02");
  }

  @Test
  void a_balance_below_zero_is_carried_until_rides_have_earned_it() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "-10.00");
    database.releaseAll();
    var first = closed(database.billing().close(NOON, NOW)).bills().getFirst();
    assertThat(first.carriedOut()).isEqualTo(Money.of("-8.00"));

    database.trip(OTHER_DRIVER, "2019-03-06T14:00:00Z", "1.00");
    var second = closed(database.billing().close(NEXT_NOON, NOW)).bills().getFirst();
    assertThat(second.rides()).isZero();
    assertThat(second.carriedIn()).isEqualTo(Money.of("-8.00"));
    assertThat(second.carriedOut()).isEqualTo(Money.of("-8.00"));

    database.trip(DRIVER, "2019-03-07T14:00:00Z", "20.00");
    var third = closed(database.billing().close(THIRD_NOON, NOW)).bills().getFirst();
    assertThat(third.payable()).isEqualTo(Money.of("8.00"));
    assertThat(third.carriedOut()).isEqualTo(Money.ZERO);
  }

  @Test
  void less_than_the_minimum_is_carried_and_paid_once_it_is_reached() {
    var terms = new Terms(SharePolicy.LAB, DriverShare.LAB, Money.of("10.00"));
    var billing = database.billing(terms);
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "12.49");
    assertThat(closed(billing.close(NOON, NOW)).bills().getFirst().carriedOut())
        .isEqualTo(Money.of("9.99"));
    database.trip(DRIVER, "2019-03-06T14:00:00Z", "0.01");
    var second = closed(billing.close(NEXT_NOON, NOW)).bills().getFirst();
    assertThat(second.payable()).isEqualTo(Money.of("10.00"));
  }

  @Test
  void a_small_balance_is_paid_without_a_ride_when_the_minimum_falls() {
    var terms = new Terms(SharePolicy.LAB, DriverShare.LAB, Money.of("10.00"));
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "5.00");
    database.billing(terms).close(NOON, NOW);
    assertThat(database.billing(terms).close(NEXT_NOON, NOW)).isInstanceOf(NothingToBill.class);
    var bill = closed(database.billing().close(NEXT_NOON, NOW)).bills().getFirst();
    assertThat(bill.payable()).isEqualTo(Money.of("4.00"));
    assertThat(bill.rides()).isZero();
  }
}
