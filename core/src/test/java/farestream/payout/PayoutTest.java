package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.billing.BilledDatabase.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.LabSql;
import farestream.money.Money;
import farestream.payout.BillNotPaid.Reason;
import farestream.payout.Payout.Outcome.NothingToPay;
import farestream.payout.Payout.Outcome.Paid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class PayoutTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");

  private static final long THIRD_DRIVER = 514040;

  private final BilledDatabase database = new BilledDatabase();
  private final Payout payout = new Payout(database.database().commands());

  @Test
  void a_bill_is_paid_as_the_lab_pays_it() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.billing().close(NOON, NOW);
    var paid = (Paid) payout.pay(NOW);
    assertThat(paid.payments())
        .containsExactly(
            new DriverPayment(
                Optional.of(200001L),
                200001,
                DRIVER,
                2,
                Money.of("42.26"),
                Money.of("33.81"),
                Money.of("8.45")));
    assertThat(
            database.value(
                """
                select (id, billing_id, driver_id, billing_cycle, payment_amount, payment_date,
                  payment_id, payment_status, description, made_by, status_at, actor)::text
                from payment
                """))
        .isEqualTo(
            "(200001,200001,510909,2,33.81,\"2030-01-01 00:00:00\",7,completed,"
                + "\"Payment cycle 2\",farestream,\"2030-01-01 00:00:00\",farestream)");
  }

  @Test
  void paying_twice_pays_nothing_the_second_time() {
    database.bill(DRIVER, 2, "42.26", "0.8");
    assertThat(payout.pay(NOW)).isInstanceOf(Paid.class);
    assertThat(payout.pay(NOW)).isEqualTo(new NothingToPay(List.of()));
    assertThat(database.value("select count(*) from payment")).isEqualTo("1");
  }

  @Test
  void only_unpaid_bills_are_paid_in_every_cycle() {
    database.bill(DRIVER, 2, "10.00", "0.8");
    payout.pay(NOW);
    database.bill(DRIVER, 3, "20.00", "0.8");
    database.bill(OTHER_DRIVER, 3, "30.00", "0.8");
    var paid = (Paid) payout.pay(NOW);
    assertThat(paid.billed()).isEqualTo(Money.of("50.00"));
    assertThat(paid.paid()).isEqualTo(Money.of("40.00"));
    assertThat(database.value("select string_agg(description, ',' order by id) from payment"))
        .isEqualTo("Payment cycle 2,Payment cycle 3,Payment cycle 3");
  }

  @Test
  void a_manual_bill_is_paid_too() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.run(LabSql.billOn("2019-03-05"));
    assertThat(((Paid) payout.pay(NOW)).paid()).isEqualTo(Money.of("33.81"));
  }

  @Test
  void a_bill_with_a_manual_payment_is_not_paid_again() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    database.billing().close(NOON, NOW);
    database.run(LabSql.PAY);
    assertThat(payout.pay(NOW)).isEqualTo(new NothingToPay(List.of()));
  }

  @Test
  void a_bill_with_nothing_to_pay_is_not_paid_and_is_reported_each_time() {
    database.bill(DRIVER, 2, "0.00", "0.8");
    database.bill(OTHER_DRIVER, 2, "-58.30", "0.8");
    database.run(manualBill("-10.00"));
    database.bill(THIRD_DRIVER, 2, "1.00", "0.8");
    var zero = new BillNotPaid(200001, DRIVER, 2, Money.ZERO, Money.ZERO, Reason.NOTHING_EARNED);
    var carried =
        new BillNotPaid(
            200002, OTHER_DRIVER, 2, Money.of("-58.30"), Money.of("-46.64"), Reason.CARRIED);
    var manual =
        new BillNotPaid(
            200003, DRIVER, 1, Money.of("-10.00"), Money.of("-8.00"), Reason.BELOW_ZERO);
    assertThat(payout.pay(NOW).notPaid()).containsExactly(zero, carried, manual);
    assertThat(payout.pay(NOW)).isEqualTo(new NothingToPay(List.of(zero, carried, manual)));
    assertThat(database.value("select count(*) from payment")).isEqualTo("1");
  }

  @Test
  void a_balance_that_was_carried_on_is_no_longer_reported() {
    database.trip(DRIVER, "2019-03-05T14:00:00Z", "-10.00");
    database.releaseAll();
    database.billing().close(NOON, NOW);
    assertThat(payout.pay(NOW).notPaid()).hasSize(1);
    database.trip(DRIVER, "2019-03-05T18:00:00Z", "30.00");
    database.billing().close(NOON.plusSeconds(7_200), NOW);
    var paid = (Paid) payout.pay(NOW);
    assertThat(paid.notPaid()).isEmpty();
    assertThat(paid.paid()).isEqualTo(Money.of("16.00"));
    assertThat(paid.billed()).isEqualTo(Money.of("30.00"));
    assertThat(paid.platformsPart()).isEqualTo(Money.of("6.00"));
  }

  @Test
  void cash_that_the_driver_holds_is_not_paid_again() {
    database.run(
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          commissions, drivers_part, cash_held, rides_total, billing_status, made_by)
        values (510909, 2, '2019-03-05', '2019-03-06', 10, 0.8, 8, 8, 1, 'completed', 'farestream')
        """);
    assertThat(payout.pay(NOW).notPaid())
        .extracting(BillNotPaid::reason)
        .containsExactly(Reason.NOTHING_LEFT);
  }

  @Test
  void a_manual_payment_of_another_amount_is_refused() {
    database.bill(DRIVER, 2, "10.00", "0.8");
    var other =
        "insert into payment (billing_id, driver_id, payment_amount) values (200001, 510909, 5)";
    assertThat(refusal(() -> database.run(other)).getConstraint())
        .isEqualTo("a_payment_is_what_its_bill_says");
    database.run(other.replace("5)", "8)"));
    assertThat(payout.pay(NOW)).isEqualTo(new NothingToPay(List.of()));
  }

  private static String manualBill(String amount) {
    return """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          commissions, rides_total, billing_status)
        values (510909, 1, '2018-03-05', '2018-03-06', %s, 0.8, 1, 'completed')
        """
        .formatted(amount);
  }

  @Test
  void a_share_that_rounds_to_zero_is_not_paid_and_is_reported() {
    database.bill(DRIVER, 2, "0.01", "0.499999");
    database.bill(OTHER_DRIVER, 2, "100.00", "0");
    database.bill(THIRD_DRIVER, 2, "0.01", "0.5");
    var outcome = payout.pay(NOW);
    assertThat(outcome.notPaid())
        .extracting(BillNotPaid::reason)
        .containsExactly(Reason.SHARE_ROUNDS_TO_NOTHING, Reason.SHARE_ROUNDS_TO_NOTHING);
    assertThat(((Paid) outcome).paid()).isEqualTo(Money.of("0.01"));
  }

  @Test
  void a_bill_that_is_not_completed_is_not_paid() {
    database.run(manualBill("10.00").replace("'completed'", "'disputed'"));
    database.run(manualBill("20.00").replace("'completed'", "null").replace("2018", "2017"));
    assertThat(payout.pay(NOW)).isEqualTo(new NothingToPay(List.of()));
  }

  @Test
  void a_driver_is_paid_in_the_way_that_the_driver_has() {
    database.run(
        """
        insert into drivers (driver_id, payment_id) values (1, 2), (2, null)
        """);
    database.bill(1, 2, "10.00", "0.8");
    database.bill(2, 2, "10.00", "0.8");
    payout.pay(NOW);
    assertThat(database.value("select string_agg(payment_id::text, ',' order by id) from payment"))
        .isEqualTo("2,7");
  }

  @Test
  void amounts_of_ten_thousand_and_more_are_paid() {
    database.bill(DRIVER, 2, "999999999999.99", "1");
    database.bill(OTHER_DRIVER, 3, "-1.00", "1");
    assertThat(((Paid) payout.pay(NOW)).paid()).isEqualTo(Money.of("999999999999.99"));
  }

  @Test
  void a_preview_names_no_payment_and_writes_nothing() {
    database.bill(DRIVER, 2, "42.26", "0.8");
    database.bill(OTHER_DRIVER, 2, "-1.00", "0.8");
    var preview = (Paid) payout.preview(NOW, Optional.empty());
    assertThat(preview.payments())
        .containsExactly(
            new DriverPayment(
                Optional.empty(),
                200001,
                DRIVER,
                2,
                Money.of("42.26"),
                Money.of("33.81"),
                Money.of("8.45")));
    assertThat(database.value("select count(*) from payment")).isEqualTo("0");
    assertThat(payout.pay(NOW).notPaid()).isEqualTo(preview.notPaid());
  }
}
