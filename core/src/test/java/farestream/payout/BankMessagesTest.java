package farestream.payout;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static farestream.billing.BilledDatabase.OTHER_DRIVER;
import static farestream.payout.BankedDatabase.said;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.money.Money;
import farestream.payout.BankMessage.ReportedBatch;
import farestream.payout.BankMessage.ReportedPayment;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages.Changed;
import farestream.payout.BankMessages.Contradicted;
import farestream.payout.BankMessages.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("integration")
class BankMessagesTest {
  private static final Changed NONE = new Changed(0, Money.ZERO);
  private static final Contradicted NO_CONTRADICTION =
      new Contradicted(NONE, NONE, NONE, List.of());
  private static final Optional<Verdict> EACH = Optional.empty();

  private final BankedDatabase bank = new BankedDatabase();
  private PaymentBatch batch;

  @BeforeEach
  void a_batch_of_two() {
    bank.bills.trip(DRIVER, "2019-03-05T14:00:00Z", "42.26");
    bank.bills.trip(OTHER_DRIVER, "2019-03-05T14:00:00Z", "10.00");
    bank.bills.billing().close(Instant.parse("2019-03-05T17:00:00Z"), NOW);
    bank.giveAccounts(DRIVER, OTHER_DRIVER);
    batch = bank.submitted();
  }

  @Test
  void each_payment_enters_the_reported_state() {
    var read =
        bank.accepted(
            bank.answer(
                batch,
                EACH,
                said("FS-200001", Verdict.EXECUTED),
                new ReportedPayment(
                    "FS-200002",
                    Verdict.REJECTED,
                    BankedDatabase.NO_TEXT,
                    Optional.of(Money.of("8.00")),
                    Optional.of(new BankMessage.Reason("MS03 no word", Optional.empty())),
                    BankedDatabase.NO_TEXT)));
    assertThat(read)
        .isEqualTo(
            new Outcome.Read(
                new Changed(1, Money.of("33.81")),
                new Changed(1, Money.of("8.00")),
                NONE,
                NO_CONTRADICTION,
                0,
                2,
                List.of(),
                List.of()));
    assertThat(bank.statuses()).isEqualTo("completed,failed");
    assertThat(bank.bills.value("select string_agg(status_reason, ';' order by id) from payment"))
        .isEqualTo("status report M1;MS03 no word, status report M1");
    bank.assertJournalBalances();
  }

  @Test
  void a_verdict_on_the_batch_applies_to_payments_without_an_entry() {
    bank.accepted(
        bank.answer(batch, Optional.of(Verdict.EXECUTED), said("FS-200001", Verdict.UNDER_WAY)));
    assertThat(bank.statuses()).isEqualTo("submitted,completed");
    bank.accepted(bank.answer(batch, Optional.of(Verdict.EXECUTED)));
    assertThat(bank.statuses()).isEqualTo("completed,completed");
  }

  @Test
  void all_payments_of_a_rejected_batch_fail() {
    bank.accepted(bank.answer(batch, Optional.of(Verdict.REJECTED)));
    assertThat(bank.statuses()).isEqualTo("failed,failed");
    assertThat(bank.submitted().controlSum()).isEqualTo(batch.controlSum());
  }

  @Test
  void a_report_of_accepted_payments_changes_nothing_and_is_counted() {
    var read =
        bank.accepted(
            bank.answer(
                batch,
                EACH,
                said("FS-200001", Verdict.UNDER_WAY),
                said("FS-200002", Verdict.EXECUTED)));
    assertThat(read.underWay()).isEqualTo(1);
    assertThat(bank.statuses()).isEqualTo("submitted,completed");
  }

  /// The payer's account is 12345678. Banks may also write it with a number of their own.
  @ParameterizedTest
  @CsvSource({
    "12345678, true",
    "0000012345678, true",
    "021000021 12345678, true",
    "XXXX5678, true",
    "****5678, true",
    "'', true",
    "12345679, true",
    "***0, true",
    "DE89 3704 0044 0532 0130 00, false",
    "0532013000, false",
    "XXXXXXXX3000, false"
  })
  void a_credit_on_the_drivers_account_is_no_return(String account, boolean isOurs) {
    bank.accepted(bank.answer(batch, Optional.of(Verdict.EXECUTED)));
    var outcome =
        bank.read(bank.returns(BankedDatabase.booked("FS-200001", Verdict.RETURNED, account)));
    assertThat(bank.statuses()).isEqualTo((isOurs ? "returned" : "completed") + ",completed");
    if (!isOurs) {
      assertThat(outcome)
          .isEqualTo(
              new Outcome.NothingUsable(
                  List.of(new SkippedEntry.PayeesAccount("FS-200001", account))));
    }
  }

  @Test
  void a_verdict_on_the_batch_does_not_apply_to_unreadable_entries() {
    var rejected = bank.answer(batch, Optional.of(Verdict.REJECTED));
    var unread = List.of(new SkippedEntry.Unread("FS-00200001 ", "the status 'XX' is unknown"));
    var read = bank.accepted(withUnread(rejected, unread));
    assertThat(bank.statuses()).isEqualTo("submitted,failed");
    assertThat(read.remaining()).isEqualTo(unread);
  }

  @Test
  void a_verdict_on_the_batch_is_skipped_if_an_unreadable_entry_has_no_id() {
    var answer =
        bank.answer(batch, Optional.of(Verdict.REJECTED), said("FS-200002", Verdict.EXECUTED));
    var unread = new SkippedEntry.Unread("a payment", "it has no OrgnlEndToEndId");
    var read = bank.accepted(withUnread(answer, List.of(unread)));
    assertThat(bank.statuses()).isEqualTo("submitted,completed");
    assertThat(read.remaining())
        .containsExactly(unread, new SkippedEntry.UnnamedPayment(batch.messageId()));
  }

  private static BankMessage withUnread(BankMessage message, List<SkippedEntry.Unread> unread) {
    return new BankMessage(
        message.sha256(),
        message.messageId(),
        message.kind(),
        message.batch(),
        message.ofEach(),
        unread);
  }

  @Test
  void a_returned_payment_is_credited_and_paid_again() {
    bank.accepted(bank.answer(batch, Optional.of(Verdict.EXECUTED)));
    var read = bank.accepted(bank.returns(said("FS-200001", Verdict.RETURNED)));
    assertThat(read.returned()).isEqualTo(new Changed(1, Money.of("33.81")));
    assertThat(bank.owed()).isEqualTo("33.81");
    bank.assertJournalBalances();
    var again = bank.submitted();
    assertThat(again.controlSum()).isEqualTo(Money.of("33.81"));
    assertThat(bank.transfers(again).getFirst().endToEndId()).isEqualTo("FS-200003");
    assertThat(bank.statuses()).isEqualTo("returned,completed,submitted");
  }

  @Test
  void one_message_may_report_execution_and_return() {
    bank.accepted(
        bank.returns(said("FS-200001", Verdict.RETURNED), said("FS-200001", Verdict.EXECUTED)));
    assertThat(
            bank.bills.value(
                "select string_agg(status, ',' order by id) from payment_event where payment = 200001"))
        .isEqualTo("pending,submitted,completed,returned");
  }

  @Test
  void the_same_file_changes_nothing_and_says_when_it_was_read() {
    var answer = bank.answer(batch, Optional.of(Verdict.EXECUTED));
    bank.accepted(answer);
    var events = bank.bills.value("select count(*) from payment_event");
    assertThat(bank.read(answer))
        .isEqualTo(new Outcome.ReadBefore(Instant.parse("2030-01-02T00:00:00Z"), "farestream"));
    assertThat(bank.bills.value("select count(*) from payment_event")).isEqualTo(events);
  }

  @Test
  void the_same_entries_in_another_file_change_nothing() {
    bank.accepted(bank.answer(batch, Optional.of(Verdict.EXECUTED)));
    assertThat(bank.accepted(bank.answer(batch, Optional.of(Verdict.EXECUTED))))
        .isEqualTo(
            new Outcome.Read(NONE, NONE, NONE, NO_CONTRADICTION, 0, 2, List.of(), List.of()));
    bank.accepted(bank.returns(said("FS-200001", Verdict.RETURNED)));
    assertThat(bank.accepted(bank.answer(batch, Optional.of(Verdict.EXECUTED))).known())
        .isEqualTo(2);
    assertThat(bank.statuses()).isEqualTo("returned,completed");
  }

  @Test
  void a_failed_payment_that_was_executed_pays_its_bill() {
    bank.writtenOff(batch);
    var read =
        bank.accepted(
            bank.returns(said("FS-200001", Verdict.EXECUTED), said("FS-200002", Verdict.RETURNED)));
    assertThat(read.contradicted())
        .isEqualTo(new Contradicted(new Changed(1, Money.of("33.81")), NONE, NONE, List.of()));
    assertThat(read.known()).isEqualTo(1);
    assertThat(bank.statuses()).isEqualTo("completed,failed");
    assertThat(bank.reason(200001)).isEqualTo("executed though it had failed, returns M1");
    bank.assertJournalBalances();
    assertThat(bank.submitted().controlSum()).isEqualTo(Money.of("8.00"));
  }

  @Test
  void a_failed_payment_that_was_executed_after_another_paid_the_bill_is_a_duplicate() {
    bank.writtenOff(batch);
    var again = bank.submitted();
    var read =
        bank.accepted(
            bank.returns(said("FS-200001", Verdict.EXECUTED), said("FS-200004", Verdict.EXECUTED)));
    assertThat(read.contradicted().paidTwice()).isEqualTo(new Changed(1, Money.of("33.81")));
    assertThat(read.completed()).isEqualTo(new Changed(1, Money.of("8.00")));
    assertThat(bank.statuses()).isEqualTo("duplicate,failed,submitted,completed");
    bank.assertJournalBalances();
    bank.accepted(bank.answer(again, EACH, said("FS-200003", Verdict.EXECUTED)));
    bank.accepted(bank.returns(said("FS-200001", Verdict.RETURNED)));
    assertThat(bank.statuses()).isEqualTo("returned,failed,completed,completed");
    bank.assertJournalBalances();
  }

  @Test
  void a_duplicate_pays_the_bill_if_the_other_payment_fails() {
    bank.writtenOff(batch);
    var again = bank.submitted();
    bank.accepted(bank.returns(said("FS-200001", Verdict.EXECUTED)));
    bank.accepted(bank.answer(again, EACH, said("FS-200003", Verdict.REJECTED)));
    assertThat(bank.statuses()).isEqualTo("completed,failed,failed,submitted");
    assertThat(bank.reason(200001)).isEqualTo("no longer a duplicate: payment 200003 failed");
    assertThat(bank.owed()).isEqualTo("0.00");
    bank.assertJournalBalances();
  }

  @Test
  void one_of_two_failed_payments_that_were_executed_pays_the_bill() {
    bank.writtenOff(batch);
    bank.writtenOff(bank.submitted());
    bank.accepted(
        bank.returns(said("FS-200003", Verdict.EXECUTED), said("FS-200001", Verdict.EXECUTED)));
    assertThat(bank.statuses()).isEqualTo("completed,failed,duplicate,failed");
    bank.assertJournalBalances();
  }

  @Test
  void a_rejection_of_an_executed_payment_is_recorded_and_causes_no_second_payment() {
    bank.accepted(bank.answer(batch, EACH, said("FS-200001", Verdict.EXECUTED)));
    var read = bank.accepted(bank.answer(batch, Optional.of(Verdict.REJECTED)));
    assertThat(read.contradicted())
        .isEqualTo(
            new Contradicted(NONE, NONE, new Changed(1, Money.of("33.81")), List.of(200001L)));
    assertThat(read.failed()).isEqualTo(new Changed(1, Money.of("8.00")));
    assertThat(bank.statuses()).isEqualTo("completed,failed");
    assertThat(bank.reason(200001)).isEqualTo("rejected though it was executed, status report M2");
    assertThat(bank.accepted(bank.answer(batch, Optional.of(Verdict.REJECTED))).known())
        .isEqualTo(2);
    assertThat(bank.submitted().controlSum()).isEqualTo(Money.of("8.00"));
    bank.assertJournalBalances();
    bank.accepted(bank.returns(said("FS-200001", Verdict.RETURNED)));
    assertThat(bank.statuses()).isEqualTo("returned,failed,submitted");
  }

  @Test
  void a_return_is_no_contradiction_however_it_is_reported() {
    bank.accepted(bank.answer(batch, EACH, said("FS-200001", Verdict.REJECTED)));
    bank.accepted(
        bank.returns(said("FS-200001", Verdict.RETURNED), said("FS-200002", Verdict.RETURNED)));
    bank.accepted(bank.answer(batch, EACH, said("FS-200002", Verdict.REJECTED)));
    assertThat(bank.statuses()).isEqualTo("failed,returned");
  }

  @Test
  void a_report_on_an_unknown_batch_is_refused() {
    var good = said("FS-200001", Verdict.EXECUTED);
    assertThat(bank.read(ofBatch("FS-OTHER", 2, "41.81", EACH, good)))
        .isEqualTo(new Outcome.UnknownBatch("FS-OTHER"));
    assertThat(bank.statuses()).isEqualTo("submitted,submitted");
    assertThat(bank.bills.value("select count(*) from bank_message")).isEqualTo("0");
  }

  @Test
  void a_verdict_on_the_batch_is_skipped_if_count_or_sum_differ() {
    var good = said("FS-200001", Verdict.EXECUTED);
    var all = Optional.of(Verdict.REJECTED);
    var read = bank.accepted(ofBatch(batch.messageId(), 3, "41.82", all, good));
    assertThat(read.remaining())
        .containsExactly(
            new SkippedEntry.OtherCount(batch.messageId(), 3, 2),
            new SkippedEntry.OtherSum(batch.messageId(), Money.of("41.82"), Money.of("41.81")));
    assertThat(bank.statuses()).isEqualTo("completed,submitted");
  }

  @Test
  void entries_are_independent_of_each_other() {
    var file =
        bank.returns(
            said("FS-200001", Verdict.RETURNED, "33.81"),
            said("FS-200002", Verdict.RETURNED, "6.50"),
            said("FS-9", Verdict.RETURNED, "1.00"));
    var remaining =
        List.of(
            new SkippedEntry.OtherAmount(
                "FS-200002", 200002, Money.of("6.50"), Money.of("8.00"), true),
            new SkippedEntry.UnknownPayment("FS-9"));
    assertThat(bank.accepted(file).remaining()).isEqualTo(remaining);
    assertThat(bank.statuses()).isEqualTo("returned,submitted");
    var again = bank.accepted(file);
    assertThat(again.remaining()).isEqualTo(remaining);
    assertThat(again.known()).isEqualTo(1);
    assertThat(again.changes()).isZero();
    bank.accepted(bank.returns(said("FS-200002", Verdict.RETURNED)));
    assertThat(bank.accepted(file).remaining())
        .containsExactly(new SkippedEntry.UnknownPayment("FS-9"));
    assertThat(bank.statuses()).isEqualTo("returned,returned");
    assertThat(
            bank.bills.value(
                "select string_agg(remained::text, ',' order by id) from bank_message"))
        .isEqualTo("2,2,0,1");
    bank.assertJournalBalances();
  }

  @Test
  void a_file_without_valid_entries_is_refused() {
    assertThat(bank.read(bank.returns(said("FS-9", Verdict.RETURNED, "1.00"))))
        .isEqualTo(new Outcome.NothingUsable(List.of(new SkippedEntry.UnknownPayment("FS-9"))));
    assertThat(bank.bills.value("select count(*) from bank_message")).isEqualTo("0");
  }

  @Test
  void a_preview_gives_the_same_and_writes_nothing() {
    var answer = bank.answer(batch, Optional.of(Verdict.EXECUTED));
    var preview = bank.messages.preview(answer, NOW);
    assertThat(bank.statuses()).isEqualTo("submitted,submitted");
    assertThat(bank.read(answer)).isEqualTo(preview);
  }

  private static BankMessage ofBatch(
      String messageId, int count, String sum, Optional<Verdict> ofAll, ReportedPayment payment) {
    return new BankMessage(
        "sha",
        "M",
        BankMessage.Kind.STATUS_REPORT,
        Optional.of(
            new ReportedBatch(
                messageId,
                Optional.of(count),
                Optional.of(Money.of(sum)),
                ofAll,
                BankedDatabase.NO_REASON)),
        List.of(payment),
        List.of());
  }
}
