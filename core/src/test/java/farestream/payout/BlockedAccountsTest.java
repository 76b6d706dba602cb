package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.payout.BankedDatabase.accountRefused;
import static farestream.payout.BankedDatabase.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.money.Money;
import farestream.payout.BankMessage.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An account that a bank couldn't pay isn't paid by later files.
@Tag("integration")
class BlockedAccountsTest {
  private static final String OTHER_IBAN = "GB82WEST12345698765432";

  private final BankedDatabase bank = new BankedDatabase();
  private final BlockedAccounts blocked = new BlockedAccounts(bank.bills.database().commands());
  private PaymentBatch batch;

  @BeforeEach
  void a_batch_of_two() {
    bank.bills.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    bank.bills.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "10.00");
    bank.bills.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW);
    bank.giveAccounts(DRIVER);
    giveAccount(OTHER_DRIVER, "driver", OTHER_IBAN);
    batch = bank.submitted();
  }

  private void giveAccount(long driver, String holder, String iban) {
    var given = new BankAccounts.Given(Optional.of(driver), BankedDatabase.account(holder, iban));
    bank.accounts.add(List.of(List.of(given)).iterator(), NOW);
  }

  private BatchPayout.Begin begin() {
    try (var payout = bank.payout()) {
      return payout.preview(bank.order(), BankedDatabase::nothingToCheck);
    }
  }

  private static final BatchPayout.LeftOut DRIVERS_BILL =
      new BatchPayout.LeftOut(1, Money.of("33.81"), List.of(DRIVER));

  @Test
  void no_later_file_pays_an_account_that_was_refused_until_there_is_another() {
    var read =
        bank.accepted(
            bank.answer(
                batch,
                Optional.empty(),
                accountRefused("FS-200001", Verdict.REJECTED, "33.81"),
                said("FS-200002", Verdict.REJECTED)));
    assertThat(read.blocked()).containsExactly(DRIVER);
    assertThat(blocked.list())
        .extracting(BlockedAccounts.Blocked::driverId, BlockedAccounts.Blocked::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(DRIVER, "AC04"));
    var begun = (BatchPayout.Begin.Begun) begin();
    assertThat(begun.batch().controlSum()).isEqualTo(Money.of("8.00"));
    assertThat(begun.blocked()).isEqualTo(DRIVERS_BILL);
    assertThat(begun.withoutAccount().bills()).isZero();

    giveAccount(DRIVER, "Other Name", "DE89370400440532013000");
    assertThat(((BatchPayout.Begin.Begun) begin()).blocked()).isEqualTo(DRIVERS_BILL);
    giveAccount(DRIVER, "driver", "DE02120300000000202051");
    assertThat(((BatchPayout.Begin.Begun) begin()).batch().controlSum())
        .isEqualTo(Money.of("41.81"));
    assertThat(blocked.list()).isEmpty();
    giveAccount(DRIVER, "driver", "DE89370400440532013000");
    assertThat(((BatchPayout.Begin.Begun) begin()).blocked()).isEqualTo(DRIVERS_BILL);
  }

  @Test
  void the_same_number_is_blocked_for_every_driver() {
    giveAccount(OTHER_DRIVER, "driver", "DE89370400440532013000");
    bank.accepted(
        bank.returns(
            accountRefused("FS-200001", Verdict.RETURNED, "33.81"),
            said("FS-200002", Verdict.RETURNED)));
    assertThat(begin())
        .isInstanceOfSatisfying(
            BatchPayout.Begin.NothingToPay.class,
            nothing ->
                assertThat(nothing.blocked().drivers())
                    .containsExactlyInAnyOrder(DRIVER, OTHER_DRIVER));
  }

  @Test
  void a_return_less_a_fee_is_skipped_and_blocks_its_account() {
    var read = bank.accepted(bank.returns(accountRefused("FS-200001", Verdict.RETURNED, "30.00")));
    assertThat(read.remaining()).hasSize(1);
    assertThat(read.blocked()).containsExactly(DRIVER);
    assertThat(bank.statuses()).isEqualTo("submitted,submitted");
  }

  @Test
  void a_reason_for_a_batch_of_several_payments_blocks_nobody() {
    var reason = new BankMessage.Reason("AC04 closed", Optional.of("AC04"));
    var of =
        new BankMessage.ReportedBatch(
            batch.messageId(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Verdict.REJECTED),
            Optional.of(reason));
    bank.accepted(
        new BankMessage(
            "sha", "M", BankMessage.Kind.STATUS_REPORT, Optional.of(of), List.of(), List.of()));
    assertThat(bank.statuses()).isEqualTo("failed,failed");
    assertThat(blocked.list()).isEmpty();
  }

  @Test
  void a_reason_for_a_batch_blocks_nobody_even_if_all_but_one_have_their_own_entry() {
    var of =
        new BankMessage.ReportedBatch(
            batch.messageId(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Verdict.REJECTED),
            Optional.of(new BankMessage.Reason("AC04 closed", Optional.of("AC04"))));
    bank.accepted(
        new BankMessage(
            "sha",
            "M",
            BankMessage.Kind.STATUS_REPORT,
            Optional.of(of),
            List.of(accountRefused("FS-200001", Verdict.REJECTED, "33.81")),
            List.of()));
    assertThat(bank.statuses()).isEqualTo("failed,failed");
    assertThat(blocked.list())
        .extracting(BlockedAccounts.Blocked::driverId)
        .containsExactly(DRIVER);
  }

  @Test
  void a_lifted_block_is_not_restored_by_the_same_report() {
    bank.accepted(bank.returns(accountRefused("FS-200001", Verdict.RETURNED, "33.81")));
    assertThat(blocked.unblock(DRIVER, "the bank mixed it up", NOW)).isPresent();
    assertThat(blocked.unblock(DRIVER, "again", NOW)).isEmpty();
    var again = bank.accepted(bank.returns(accountRefused("FS-200001", Verdict.RETURNED, "33.81")));
    assertThat(again.blocked()).isEmpty();
    assertThat(((BatchPayout.Begin.Begun) begin()).batch().controlSum())
        .isEqualTo(Money.of("33.81"));
  }

  @Test
  void a_batch_left_unfinished_is_not_finished_once_its_account_is_blocked() {
    bank.bills.bill(DRIVER, 3, "10.00", "0.8");
    PaymentBatch unfinished;
    try (var payout = bank.payout()) {
      unfinished =
          ((BatchPayout.Begin.Begun) payout.begin(bank.order(), BankedDatabase::nothingToCheck))
              .batch();
    }
    bank.accepted(bank.returns(accountRefused("FS-200001", Verdict.RETURNED, "33.81")));
    assertThat(begin())
        .isEqualTo(new BatchPayout.Begin.UnfinishedAndBlocked(unfinished, List.of(DRIVER)));
  }

  @Test
  void the_database_itself_refuses_a_payment_to_a_blocked_account() {
    bank.accepted(bank.returns(accountRefused("FS-200001", Verdict.RETURNED, "33.81")));
    assertThatThrownBy(
            () ->
                bank.bills.run(
                    """
                    insert into payment (billing_id, driver_id, payment_amount, made_by,
                      payment_status, batch_id, end_to_end_id, bank_account)
                    select billing_id, driver_id, payment_amount, made_by, 'pending', batch_id,
                      'FS-1', bank_account
                    from payment where id = 200001
                    """))
        .hasMessageContaining("the bank account of driver 510909 is blocked");
  }
}
