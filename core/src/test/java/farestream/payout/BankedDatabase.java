package farestream.payout;

import static farestream.billing.BilledDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.money.Money;
import farestream.payout.BankMessage.ReportedBatch;
import farestream.payout.BankMessage.ReportedPayment;
import farestream.payout.BankMessage.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A database with bills that are paid by bank files, and messages from the bank.
final class BankedDatabase {
  static final Optional<String> NO_TEXT = Optional.empty();
  static final Optional<BankMessage.Reason> NO_REASON = Optional.empty();
  static final Optional<Money> NO_AMOUNT = Optional.empty();
  static final Optional<Long> OWN = Optional.empty();

  final BilledDatabase bills = new BilledDatabase();
  final BankAccounts accounts = new BankAccounts(bills.database().commands());
  final BankMessages messages = new BankMessages(bills.database().commands());
  private int answers;
  private long files;

  /// Returns an account with the same IBAN for all holders.
  static StoredAccount account(String holder) {
    return account(holder, "DE89370400440532013000");
  }

  static StoredAccount account(String holder, String iban) {
    return new StoredAccount(
        holder, Optional.of(iban), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static StoredAccount usAccount(String holder) {
    return new StoredAccount(
        holder,
        Optional.empty(),
        Optional.of("021000021"),
        Optional.of("12345678"),
        Optional.of("CHASUS33XXX"));
  }

  /// Adds the platform's own account and accounts for drivers.
  void giveAccounts(long... drivers) {
    var given = new ArrayList<BankAccounts.Given>();
    given.add(new BankAccounts.Given(OWN, usAccount("Taxi Co")));
    for (var driver : drivers) {
      given.add(new BankAccounts.Given(Optional.of(driver), account("driver" + driver)));
    }
    accounts.add(List.of(List.copyOf(given)).iterator(), NOW);
  }

  BatchPayout payout() {
    return new BatchPayout(bills.sessions());
  }

  /// Returns an order with a distinct time, which is earlier than all bank messages.
  BatchPayout.Order order() {
    return new BatchPayout.Order(
        NOW.minus(Duration.ofDays(1)).plusSeconds(++files), Optional.empty());
  }

  static void nothingToCheck(PaymentBatch batch, Iterator<Transfer> transfers) {}

  /// Creates and finishes a batch.
  PaymentBatch submitted() {
    try (var payout = payout()) {
      var begun = (BatchPayout.Begin.Begun) payout.begin(order(), BankedDatabase::nothingToCheck);
      payout.finish(begun.batch(), "00ff", NOW);
      return begun.batch();
    }
  }

  List<Transfer> transfers(PaymentBatch batch) {
    var all = new ArrayList<Transfer>();
    try (var payout = payout()) {
      payout.transfers(batch, rows -> rows.forEachRemaining(all::add));
    }
    return all;
  }

  /// Returns a status report with a verdict on the batch, on single payments, or on both.
  BankMessage answer(PaymentBatch batch, Optional<Verdict> ofAll, ReportedPayment... ofEach) {
    var of =
        new ReportedBatch(
            batch.messageId(),
            Optional.of(batch.payments()),
            Optional.of(batch.controlSum()),
            ofAll,
            NO_REASON);
    return message(BankMessage.Kind.STATUS_REPORT, Optional.of(of), ofEach);
  }

  BankMessage returns(ReportedPayment... ofEach) {
    return message(BankMessage.Kind.RETURNS, Optional.empty(), ofEach);
  }

  private BankMessage message(
      BankMessage.Kind kind, Optional<ReportedBatch> batch, ReportedPayment... ofEach) {
    var number = ++answers;
    return new BankMessage("sha-" + number, "M" + number, kind, batch, List.of(ofEach), List.of());
  }

  static ReportedPayment said(String endToEndId, Verdict verdict) {
    return new ReportedPayment(endToEndId, verdict, NO_TEXT, NO_AMOUNT, NO_REASON, NO_TEXT);
  }

  static ReportedPayment said(String endToEndId, Verdict verdict, String amount) {
    return new ReportedPayment(
        endToEndId, verdict, NO_TEXT, Optional.of(Money.of(amount)), NO_REASON, NO_TEXT);
  }

  /// Returns an entry that was booked on an account.
  static ReportedPayment booked(String endToEndId, Verdict verdict, String account) {
    return new ReportedPayment(
        endToEndId, verdict, Optional.of(account), NO_AMOUNT, NO_REASON, NO_TEXT);
  }

  /// Returns an entry with a reason that blocks the account.
  static ReportedPayment accountRefused(String endToEndId, Verdict verdict, String amount) {
    var reason = new BankMessage.Reason("AC04 closed", Optional.of("AC04"));
    return new ReportedPayment(
        endToEndId, verdict, NO_TEXT, Optional.of(Money.of(amount)), Optional.of(reason), NO_TEXT);
  }

  BankMessages.Outcome read(BankMessage message) {
    return messages.read(message, Instant.parse("2030-01-02T00:00:00Z"));
  }

  BankMessages.Outcome.Read accepted(BankMessage message) {
    var outcome = read(message);
    assertThat(outcome).isInstanceOf(BankMessages.Outcome.Read.class);
    return (BankMessages.Outcome.Read) outcome;
  }

  private String balance(String account) {
    return bills.value(
        "select coalesce(sum(amount), 0.00) from journal_line where account = '%s'"
            .formatted(account));
  }

  /// Returns the negated sum of the payments in some states.
  private String negated(String states) {
    return bills.value(
        "select -coalesce(sum(payment_amount), 0.00) from payment where payment_status in (%s)"
            .formatted(states));
  }

  /// Declares a batch failed.
  void writtenOff(PaymentBatch batch) {
    new BatchFailure(bills.database().commands()).fail(batch.messageId(), "no answer", NOW);
  }

  /// Returns the `status_reason` of a payment.
  String reason(int payment) {
    return bills.value("select status_reason from payment where id = " + payment);
  }

  String statuses() {
    return bills.value(
        "select coalesce(string_agg(payment_status, ',' order by id), '') from payment");
  }

  /// Returns what drivers are owed according to the journal.
  String owedByJournal() {
    return bills.value(
        "select coalesce(-sum(amount), 0.00) from journal_line where account = 'driver_payable'");
  }

  /// Returns what drivers are owed according to bills and payments.
  String owed() {
    return bills.value(
        """
        select coalesce(sum(payable), 0.00) from billing
        where not exists (
          select from payment
          where billing_id = billing.id and payment_status in ('submitted', 'completed'))
        """);
  }

  void assertJournalBalances() {
    assertThat(owedByJournal()).isEqualTo(owed());
    assertThat(balance("bank")).isEqualTo(negated("'completed', 'duplicate'"));
    assertThat(balance("bank_clearing")).isEqualTo(negated("'submitted'"));
    assertThat(bills.value("select -(%s)::numeric".formatted(balance("driver_receivable"))))
        .isEqualTo(negated("'duplicate'"));
    assertThat(bills.value("select coalesce(sum(amount), 0.00) from journal_line"))
        .isEqualTo("0.00");
    assertThat(
            bills.value(
                """
                select count(*) from (
                  select from journal_line group by kind, source_id having sum(amount) <> 0) as wrong
                """))
        .isEqualTo("0");
  }
}
