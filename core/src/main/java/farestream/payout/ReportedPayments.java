package farestream.payout;

import farestream.money.Money;
import farestream.payout.BankMessage.Reason;
import farestream.payout.BankMessage.ReportedPayment;
import farestream.payout.BankMessage.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Stages the entries of a bank message in a temporary table and matches them with payments. All
/// entries are validated before any payment is changed.
final class ReportedPayments {
  private static final int BATCH_SIZE = 1_000;

  /// The primary key prevents plans that scan the table for each payment when the planner
  /// misestimates the number of rows.
  private static final String TABLE =
      """
      create temporary table reported (
        number bigint generated always as identity, end_to_end_id text not null,
        verdict text not null, account text, amount numeric, reason text, account_code text,
        batch_id bigint, fault text, problem text,
        primary key (end_to_end_id, number)) on commit drop
      """;

  private static final String INSERT =
      """
      insert into reported (end_to_end_id, verdict, account, amount, reason, account_code, fault)
      values (:endToEndId, :verdict, :account, :amount, :reason, :accountCode, :fault)
      """;

  /// A reason given for the whole batch can concern a payee's account only if the batch has a
  /// single payment.
  private static final String INSERT_REST =
      """
      insert into reported (end_to_end_id, verdict, reason, account_code)
      select end_to_end_id, :verdict, :reason,
        case when (select payments from payment_batch where id = :batch) = 1
          then cast(:accountCode as text) end
      from payment
      where batch_id = :batch and end_to_end_id <> all (:unread)
        and not exists (select from reported where reported.end_to_end_id = payment.end_to_end_id)
      order by id
      """;

  /// A different amount is ignored if the payment already has the reported state. Banks write
  /// account numbers with or without their prefix and may mask a part, so two accounts match if
  /// the letters and digits of one, at least four, end with those of the other.
  private static final String VALIDATE =
      """
      update reported set problem = validated.problem
      from (
        select reported.number,
          case
            when payment.id is null then 'unknown'
            when payment_status = 'pending' then 'unfinished'
            when (booked like '%' || payees or payees like '%' || booked)
              and not (booked like '%' || payers or payers like '%' || booked) then 'account'
            when fault is not null then 'fault'
            when amount <> payment_amount and not (
              payment_status = 'returned'
              or verdict = 'REJECTED' and payment_status = 'failed'
              or verdict = 'EXECUTED' and payment_status in ('completed', 'duplicate'))
              then 'amount'
          end as problem
        from reported left join payment on payment.end_to_end_id = reported.end_to_end_id
          and (reported.batch_id is null or reported.batch_id = payment.batch_id)
          left join payment_batch on payment_batch.id = payment.batch_id
          left join bank_account as payer on payer.id = payer_account
          left join bank_account as payee on payee.id = payment.bank_account
          cross join lateral (
            select substring(#account# from '^.{4,}$') as booked,
              #coalesce(payer.iban, payer.account_number)# as payers,
              #coalesce(payee.iban, payee.account_number)# as payees) as numbers
        ) as validated
      where validated.number = reported.number and validated.problem is not null
      """
          .replaceAll("#(.*?)#", "ltrim(regexp_replace(upper($1), '[^0-9A-Z]', '', 'g'), '0X')");

  private static final String INVALID =
      """
      select reported.*, payment.id as payment, payment_amount, message_id
      from reported left join payment using (end_to_end_id)
        left join payment_batch on payment_batch.id = payment.batch_id
      where problem is not null order by number
      """;

  private final Handle handle;

  /// @param handle in a transaction that holds [Payout#LOCK]
  ReportedPayments(Handle handle) {
    this.handle = handle;
    handle.execute(TABLE);
  }

  /// Stages the entries on single payments.
  void add(List<ReportedPayment> payments) {
    for (var from = 0; from < payments.size(); from += BATCH_SIZE) {
      var rows = handle.prepareBatch(INSERT);
      payments
          .subList(from, Math.min(payments.size(), from + BATCH_SIZE))
          .forEach(
              payment ->
                  rows.bind("endToEndId", payment.endToEndId())
                      .bind("verdict", payment.verdict().name())
                      .bind("account", payment.account())
                      .bind("amount", payment.amount().map(Money::amount))
                      .bind("reason", payment.reason().map(Reason::text))
                      .bind("accountCode", payment.reason().flatMap(Reason::accountCode))
                      .bind("fault", payment.fault())
                      .add());
      rows.execute();
    }
  }

  /// Restricts the entries to payments of a batch. Payments of other batches count as unknown.
  void restrictTo(PaymentBatch batch) {
    handle.execute("update reported set batch_id = ?", batch.id());
  }

  /// Stages a verdict on the whole batch for those of its payments that have no entry of their
  /// own.
  ///
  /// @param unread the end-to-end ids of entries that couldn't be parsed
  void addRest(PaymentBatch batch, Verdict verdict, Optional<Reason> reason, List<String> unread) {
    handle
        .createUpdate(INSERT_REST)
        .bind("verdict", verdict.name())
        .bind("reason", reason.map(Reason::text))
        .bind("accountCode", reason.flatMap(Reason::accountCode))
        .bind("batch", batch.id())
        .bindArray("unread", String.class, unread)
        .execute();
  }

  /// Marks the invalid entries.
  void validate() {
    handle.execute("analyze reported");
    handle.execute(VALIDATE);
  }

  List<SkippedEntry> invalid() {
    return handle.createQuery(INVALID).map((row, _) -> skipped(row)).list();
  }

  private static SkippedEntry skipped(ResultSet row) throws SQLException {
    var id = row.getString("end_to_end_id");
    return switch (row.getString("problem")) {
      case "unknown" -> new SkippedEntry.UnknownPayment(id);
      case "unfinished" -> new SkippedEntry.UnfinishedBatch(id, row.getString("message_id"));
      case "account" -> new SkippedEntry.PayeesAccount(id, row.getString("account"));
      case "fault" -> new SkippedEntry.Unread(id, row.getString("fault"));
      default ->
          new SkippedEntry.OtherAmount(
              id,
              row.getLong("payment"),
              new Money(row.getBigDecimal("amount")),
              new Money(row.getBigDecimal("payment_amount")),
              row.getString("verdict").equals(Verdict.RETURNED.name()));
    };
  }

  /// Deletes the invalid entries.
  ///
  /// @return the number of valid entries
  int deleteInvalid() {
    handle.execute("delete from reported where problem is not null");
    return handle.createQuery("select count(*) from reported").mapTo(Integer.class).one();
  }
}
