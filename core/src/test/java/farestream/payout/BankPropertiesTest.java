package farestream.payout;

import static farestream.billing.BilledDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.payout.BankMessage.ReportedPayment;
import farestream.payout.BankMessage.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/// For any sequence of bank messages on successive batches, no bill is paid twice, and the journal
/// has the amounts that are owed.
@Tag("slow")
class BankPropertiesTest {
  private static final int DRIVERS = 3;
  private static final Instant NOON = Instant.parse("2019-03-05T17:00:00Z");

  private static final String LIVE_TWICE =
      """
      select count(*) from (
        select from payment where payment_status not in ('failed', 'returned', 'duplicate')
        group by billing_id having count(*) > 1) as twice
      """;

  /// A step: a new batch, or a message on a few of the existing payments.
  enum Step {
    PAY,
    EXECUTED,
    UNDER_WAY,
    REJECTED,
    RETURNED,
    SAME_AGAIN,
    WRITTEN_OFF,
    TAKE_BACK
  }

  @Property(tries = 25)
  void no_sequence_of_answers_pays_a_bill_twice(
      @ForAll @Size(min = 1, max = 12) List<Step> steps, @ForAll long seed) {
    var bank = billed();
    var random = new Random(seed);
    var last = Optional.<BankMessage>empty();
    for (var step : steps) {
      switch (step) {
        case PAY -> pay(bank);
        case SAME_AGAIN -> last.ifPresent(bank::read);
        case WRITTEN_OFF -> writeOff(bank);
        case TAKE_BACK -> takeBack(bank, random);
        case EXECUTED, UNDER_WAY, REJECTED, RETURNED -> {
          var message = bank.returns(saidOf(bank, Verdict.valueOf(step.name()), random));
          last = Optional.of(message);
          bank.accepted(message);
        }
      }
      assertThat(bank.bills.value(LIVE_TWICE)).isEqualTo("0");
      bank.assertJournalBalances();
    }
  }

  private static BankedDatabase billed() {
    var bank = new BankedDatabase();
    var drivers = new long[DRIVERS];
    for (var driver = 0; driver < DRIVERS; driver++) {
      drivers[driver] = 900_001L + driver;
      bank.bills.run("insert into drivers (driver_id) values (%d)".formatted(drivers[driver]));
      bank.bills.trip(drivers[driver], "2019-03-05T14:00:00Z", "1%d.01".formatted(driver));
    }
    bank.bills.billing().close(NOON, NOW);
    bank.giveAccounts(drivers);
    return bank;
  }

  private static void pay(BankedDatabase bank) {
    try (var payout = bank.payout()) {
      if (payout.begin(bank.order(), BankedDatabase::nothingToCheck)
          instanceof BatchPayout.Begin.Begun begun) {
        payout.finish(begun.batch(), "00ff", NOW);
      }
    }
  }

  private static void writeOff(BankedDatabase bank) {
    bank.bills
        .commands()
        .withHandle(
            handle ->
                handle
                    .createQuery("select message_id from payment_batch order by id desc limit 1")
                    .mapTo(String.class)
                    .findOne())
        .ifPresent(
            id -> new BatchFailure(bank.bills.database().commands()).fail(id, "no answer", NOW));
  }

  private static void takeBack(BankedDatabase bank, Random random) {
    new PaymentReturn(bank.bills.database().commands())
        .take(200_001 + random.nextInt(2 * DRIVERS), "it is back", NOW);
  }

  private static ReportedPayment[] saidOf(BankedDatabase bank, Verdict verdict, Random random) {
    return bank.bills
        .commands()
        .withHandle(
            handle ->
                handle
                    .createQuery("select end_to_end_id from payment order by id")
                    .mapTo(String.class)
                    .stream()
                    .filter(_ -> random.nextBoolean())
                    .map(id -> BankedDatabase.said(id, verdict))
                    .toArray(ReportedPayment[]::new));
  }
}
