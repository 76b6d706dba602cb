package farestream.billing;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BillingTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Checks each figure of the worked example in `docs/money.md`.
class BooksOfTheExampleTest {
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");
  private static final Terms TERMS =
      new Terms(SharePolicy.COMPONENTS, new DriverShare(new BigDecimal("0.75")), Money.of("10.00"));

  private final BilledDatabase database = new BilledDatabase();

  @Test
  void the_figures_are_those_of_the_page() {
    var a =
        trip(
            "45.26",
            "fare_amount = 30, extra = 1, tip_amount = 6, tolls_amount = 4.96,"
                + " mta_tax = 0.5, improvement_surcharge = 0.3, congestion_surcharge = 2.5",
            1);
    trip("11.30", "fare_amount = 10.5, mta_tax = 0.5, improvement_surcharge = 0.3", 2);
    var c = trip("8.80", "fare_amount = 8, mta_tax = 0.5, improvement_surcharge = 0.3", 4);

    var bill = close(NOON);
    assertThat(rows("billing_line", "cash"))
        .isEqualTo(
            "45.26 34.21 7.75 3.30 0.00 0.00; 11.30 7.88 2.62 0.80 0.00 11.30;"
                + " 8.80 0.00 0.00 0.00 8.80 0.00");
    assertThat(bill)
        .isEqualTo(
            new DriverBill(
                bill.billId(),
                DRIVER,
                3,
                Money.of("65.36"),
                Money.of("42.09"),
                Money.of("4.10"),
                Money.of("8.80"),
                Money.of("11.30"),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.of("30.79")));
    assertThat(bill.platformsPart()).isEqualTo(Money.of("10.37"));

    database.run("update trips set tolls_amount = 2.96, total_amount = 43.26 where id = " + a);
    var tripInfo = database.value("select trip_info from trips where id = " + c);
    new Disputes(database.database().commands()).resolve(tripInfo, Optional.empty(), true, NOW);
    var corrected = close(NOON.plusSeconds(3600));
    assertThat(rows("billing_adjustment", "reason"))
        .isEqualTo("-2.00 -2.00 0.00 0.00 0.00 amended; 0.00 6.00 2.00 0.80 -8.80 dispute won");
    assertThat(corrected.adjustment()).isEqualTo(Money.of("4.00"));
    assertThat(corrected.payable()).isEqualTo(Money.ZERO);
    assertThat(corrected.carriedOut()).isEqualTo(Money.of("4.00"));

    trip("20.00", "fare_amount = 20", 1);
    var last = close(NOON.plusSeconds(7200));
    assertThat(last.carriedIn()).isEqualTo(Money.of("4.00"));
    assertThat(last.payable()).isEqualTo(Money.of("19.00"));
    assertThat(database.value("select sum(amount) from journal_line")).isEqualTo("0.00");
  }

  private int trip(String total, String parts, int paymentType) {
    var trip = database.trip(DRIVER, "2019-03-05T14:00:00Z", total);
    database.run(
        "update trips set fare_amount = 0, payment_type = %d where id = %d"
            .formatted(paymentType, trip));
    database.run("update trips set %s where id = %d".formatted(parts, trip));
    return trip;
  }

  private DriverBill close(Instant cutOff) {
    return closed(database.billing(TERMS).close(cutOff, NOW)).bills().getFirst();
  }

  /// Total, driver's part, platform's part, taxes, withheld, and one more column of each row.
  private String rows(String table, String last) {
    return database.value(
        """
        select string_agg(concat_ws(' ', amount, drivers_part,
          amount - drivers_part - taxes - withheld, taxes, withheld, %s), '; ' order by trip_id)
        from %s
        """
            .formatted(last, table));
  }
}
