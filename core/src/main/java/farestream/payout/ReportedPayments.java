package farestream.payout;

import farestream.money.Money;
import farestream.payout.BankMessage.OfPayment;
import farestream.payout.BankMessage.Reason;
import farestream.payout.BankMessage.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a message says, beside the payments it says it of, in a table that goes with the
/// transaction: all of them are judged before one is changed.
final class ReportedPayments {
  private static final int ROWS_AT_ONCE = 1_000;

  /// With an index, so that no plan looks at all of it for each payment, whatever the server
  /// believes of how many there are.
  private static final String TABLE =
      """
      create temporary table reported (
        number bigint generated always as identity, end_to_end_id text not null,
        verdict text not null, account text, amount numeric, reason text, account_code text,
        batch_id bigint, fault text, problem text,
        primary key (end_to_end_id, number)) on commit drop
      """;

  private static final String TAKE =
      """
      insert into reported (end_to_end_id, verdict, account, amount, reason, account_code, fault)
      values (:endToEndId, :verdict, :account, :amount, :reason, :accountCode, :fault)
      """;

  /// A reason that is given for all is one of the payee's account only where the batch has one.
  private static final String OF_ALL =
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

  /// Another amount is no matter where the news is known already. Banks write an account with or
  /// without what comes before its number, and hide some of it: of the letters and digits, four
  /// or more, one has to end with the other.
  private static final String JUDGE =
      """
      update reported set problem = judged.problem
      from (
        select reported.number,
          case
            when payment.id is null then 'unknown'
            when payment_status = 'pending' then 'unfinished'
            when (said like '%' || payees or payees like '%' || said)
              and not (said like '%' || payers or payers like '%' || said) then 'account'
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
            select substring(#account# from '^.{4,}$') as said,
              #coalesce(payer.iban, payer.account_number)# as payers,
              #coalesce(payee.iban, payee.account_number)# as payees) as numbers
        ) as judged
      where judged.number = reported.number and judged.problem is not null
      """
          .replaceAll("#(.*?)#", "ltrim(regexp_replace(upper($1), '[^0-9A-Z]', '', 'g'), '0X')");

  private static final String REMAINING =
      """
      select reported.*, payment.id as payment, payment_amount, message_id
      from reported left join payment using (end_to_end_id)
        left join payment_batch on payment_batch.id = payment.batch_id
      where problem is not null order by number
      """;

  private final Handle handle;

  /// @param handle in a transaction, under the lock of who pays
  ReportedPayments(Handle handle) {
    this.handle = handle;
    handle.execute(TABLE);
  }

  void take(List<OfPayment> payments) {
    for (var from = 0; from < payments.size(); from += ROWS_AT_ONCE) {
      var rows = handle.prepareBatch(TAKE);
      payments
          .subList(from, Math.min(payments.size(), from + ROWS_AT_ONCE))
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

  /// Payments of another batch are unknown then.
  ///
  void restrictTo(PaymentBatch batch) {
    handle.execute("update reported set batch_id = ?", batch.id());
  }

  /// Of those that are named, what is said of all doesn't hold.
  ///
  /// @param unread end-to-end ids of which something is said that could not be read
  void takeOfAll(
      PaymentBatch batch, Verdict verdict, Optional<Reason> reason, List<String> unread) {
    handle
        .createUpdate(OF_ALL)
        .bind("verdict", verdict.name())
        .bind("reason", reason.map(Reason::text))
        .bind("accountCode", reason.flatMap(Reason::accountCode))
        .bind("batch", batch.id())
        .bindArray("unread", String.class, unread)
        .execute();
  }

  /// Marks what can't be taken.
  void judge() {
    handle.execute("analyze reported");
    handle.execute(JUDGE);
  }

  List<SkippedEntry> remaining() {
    return handle.createQuery(REMAINING).map((row, _) -> remaining(row)).list();
  }

  private static SkippedEntry remaining(ResultSet row) throws SQLException {
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

  /// Leaves out what can't be taken.
  ///
  /// @return how many are left
  int keepWhatIsUnderstood() {
    handle.execute("delete from reported where problem is not null");
    return handle.createQuery("select count(*) from reported").mapTo(Integer.class).one();
  }
}
