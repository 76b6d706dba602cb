package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.LabSql;
import farestream.payout.Payout.Outcome.NothingToPay;
import farestream.payout.Payout.Outcome.Paid;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Concurrent payouts. The test holds the lock and checks which sessions wait for it.
class PayoutAtOnceTest {
  private final BilledDatabase database = new BilledDatabase();
  private final Payout payout = new Payout(database.database().commands());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void two_bills() {
    database.bill(DRIVER, 2, "42.26", "0.8");
    database.bill(OTHER_DRIVER, 2, "10.00", "0.8");
  }

  @AfterEach
  void wait_for_all() {
    threads.close();
  }

  @Test
  void concurrent_payouts_pay_once() throws Exception {
    Future<Payout.Outcome> first;
    Future<Payout.Outcome> second;
    try (var holder = database.commands().open()) {
      holder.begin();
      holder.execute("select pg_advisory_xact_lock(hashtext('farestream.pay'))");
      first = threads.submit(() -> payout.pay(NOW));
      second = threads.submit(() -> payout.pay(NOW));
      database.awaitWaiting(2);
      holder.commit();
    }
    assertThat(List.of(first.get(), second.get()))
        .hasAtLeastOneElementOfType(Paid.class)
        .hasAtLeastOneElementOfType(NothingToPay.class);
    assertThat(database.value("select sum(payment_amount) from payment")).isEqualTo("41.81");
  }

  @Test
  void a_concurrent_manual_payment_is_left_as_it_is() throws Exception {
    Future<Payout.Outcome> paying;
    try (var manual = database.commands().open()) {
      manual.begin();
      manual.execute(LabSql.PAY.replace("where", "where a.id = 200001 and"));
      paying = threads.submit(() -> payout.pay(NOW));
      database.awaitWaiting(1);
      manual.commit();
    }
    assertThat(paying.get())
        .isInstanceOfSatisfying(
            Paid.class,
            paid ->
                assertThat(paid.payments())
                    .extracting(DriverPayment::driverId)
                    .containsExactly(OTHER_DRIVER));
    assertThat(database.value("select count(*) from payment")).isEqualTo("2");
  }
}
