package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.payout.BankedDatabase.said;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.LabSql;
import farestream.money.Money;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.PaymentReturn.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class PaymentReturnTest {
  private final BankedDatabase bank = new BankedDatabase();
  private final PaymentReturn returns = new PaymentReturn(bank.bills.database().commands());
  private final Payout payout = new Payout(bank.bills.database().commands());

  @BeforeEach
  void a_bill() {
    bank.bills.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    bank.bills.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW);
    bank.giveAccounts(DRIVER);
  }

  private Outcome back(int payment) {
    return returns.take(payment, "account closed", NOW.plus(Duration.ofDays(2)));
  }

  private static Outcome returned(int payment, boolean isPayable) {
    return new Outcome.Returned(payment, 200001, DRIVER, Money.of("33.81"), isPayable);
  }

  @Test
  void a_payment_made_at_once_is_returned_and_paid_again() {
    payout.pay(NOW);
    assertThat(back(200001)).isEqualTo(returned(200001, true));
    assertThat(bank.statuses()).isEqualTo("returned");
    assertThat(bank.reason(200001)).isEqualTo("account closed");
    assertThat(bank.owed()).isEqualTo("33.81");
    bank.assertJournalBalances();
    payout.pay(NOW);
    assertThat(bank.statuses()).isEqualTo("returned,completed");
    bank.assertJournalBalances();
  }

  @Test
  void a_manual_payment_is_returned_and_paid_again() {
    bank.bills.run(LabSql.PAY);
    assertThat(back(200001)).isEqualTo(returned(200001, true));
    bank.assertJournalBalances();
  }

  @Test
  void only_an_executed_payment_is_returned() {
    var batch = bank.submitted();
    assertThat(back(200001)).isEqualTo(new Outcome.NotExecuted(200001, "submitted"));
    bank.writtenOff(batch);
    assertThat(back(200001)).isEqualTo(new Outcome.NotExecuted(200001, "failed"));
    payout.pay(NOW, Optional.of("by hand"));
    back(200002);
    assertThat(back(200002)).isEqualTo(new Outcome.NotExecuted(200002, "returned"));
    assertThat(back(7)).isEqualTo(new Outcome.Unknown(7));
    assertThat(bank.bills.value("select count(*) from payment_event where status = 'returned'"))
        .isEqualTo("1");
  }

  @Test
  void a_ledger_with_bank_files_requires_how_a_payment_was_made_otherwise() {
    bank.writtenOff(bank.submitted());
    bank.bills.run("insert into drivers (driver_id) values (7)");
    bank.bills.bill(7, 2, "10.00", "0.8");
    assertThat(payout.pay(NOW))
        .isInstanceOfSatisfying(
            Payout.Outcome.MissingReason.class,
            refused -> {
              assertThat(refused.paid().paid()).isEqualTo(Money.of("41.81"));
              assertThat(refused.paid().withoutAccount()).containsExactly(7L);
            });
    assertThat(payout.preview(NOW, Optional.empty()))
        .isInstanceOf(Payout.Outcome.MissingReason.class);
    assertThat(bank.statuses()).isEqualTo("failed");
    payout.pay(NOW, Optional.of("cash on Friday"));
    assertThat(bank.statuses()).isEqualTo("failed,completed,completed");
    assertThat(
            bank.bills.value(
                "select reason from payment_event where status = 'completed' order by id limit 1"))
        .isEqualTo("paid outside: cash on Friday");
  }

  @Test
  void either_payment_of_a_bill_paid_twice_can_be_returned() {
    bank.writtenOff(bank.submitted());
    payout.pay(NOW, Optional.of("by hand"));
    bank.accepted(bank.returns(said("FS-200001", Verdict.EXECUTED)));
    assertThat(bank.statuses()).isEqualTo("duplicate,completed");
    assertThat(back(200002)).isEqualTo(returned(200002, false));
    assertThat(bank.statuses()).isEqualTo("completed,returned");
    assertThat(payout.pay(NOW)).isInstanceOf(Payout.Outcome.NothingToPay.class);
    bank.assertJournalBalances();
    assertThat(back(200001)).isEqualTo(returned(200001, true));
    bank.assertJournalBalances();
  }
}
