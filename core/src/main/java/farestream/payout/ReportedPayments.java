package farestream.payout;

import farestream.money.Money;
import farestream.payout.BankMessage.OfPayment;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages.Changed;
import farestream.payout.BankMessages.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a message says, beside the payments it says it of, in a table that goes with the
/// transaction: all of them are judged before one is changed.
final class ReportedPayments {
  private static final int ROWS_AT_ONCE = 1_000;

  private static final String TABLE =
      """
      create temporary table reported (
        number integer generated always as identity, end_to_end_id text not null,
        verdict text not null, amount numeric, reason text, batch_id integer) on commit drop
      """;

  private static final String TAKE =
      """
      insert into reported (end_to_end_id, verdict, amount, reason)
      values (:endToEndId, :verdict, :amount, :reason)
      """;

  private static final String OF_ALL =
      """
      insert into reported (end_to_end_id, verdict, reason)
      select end_to_end_id, :verdict, :reason from payment
      where batch_id = :batch
        and not exists (select from reported where reported.end_to_end_id = payment.end_to_end_id)
      order by id
      """;

  /// A booking without our prefix is of some other payment from that account.
  private static final String JOINED =
      """
      reported left join payment on payment.end_to_end_id = reported.end_to_end_id
        and (reported.batch_id is null or reported.batch_id = payment.batch_id)
      """;

  private static final String UNKNOWN =
      "select reported.end_to_end_id, count(*) over ()::integer as payments from "
          + JOINED
          + """
          where payment.id is null
            and (reported.batch_id is not null or reported.end_to_end_id like 'FS-%')
          order by number limit 1
          """;

  private static final String OTHER_AMOUNT =
      "select reported.end_to_end_id, amount, payment_amount from "
          + JOINED
          + "where amount <> payment_amount order by number limit 1";

  /// What came back is no contradiction to having failed, nor the other way round: both say that
  /// the driver hasn't the money.
  private static final String CONTRADICTION =
      "select reported.end_to_end_id, payment.id, payment_status, verdict,"
          + " count(*) over ()::integer as payments from "
          + JOINED
          + """
          where (payment_status, verdict) in (('completed', 'REJECTED'), ('failed', 'EXECUTED'))
            or payment_status = 'pending'
          order by number limit 1
          """;

  private static final String COUNTS =
      "select (count(*) filter (where payment.id is null))::integer as foreign_ones,"
          + " (count(*) filter (where verdict = 'UNDER_WAY' and payment_status = 'submitted'))::integer"
          + " as under_way, count(*)::integer as payments from "
          + JOINED;

  private static final String SETTLE =
      """
      with settled as (
        update payment
        set payment_status = :status, status_at = :now, by_whom = :byWhom,
          status_reason = concat_ws(', ', reported.reason, :source)
        from reported
        where payment.end_to_end_id = reported.end_to_end_id and verdict = :verdict
          and (payment_status = 'submitted' or (payment_status, verdict) = ('completed', 'RETURNED'))
        returning payment_amount)
      select count(*)::integer as payments, coalesce(sum(payment_amount), 0) as amount from settled
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
                      .bind("amount", payment.amount().map(Money::amount))
                      .bind("reason", payment.reason())
                      .add());
      rows.execute();
    }
  }

  /// Payments of another batch are unknown then.
  void restrictTo(PaymentBatch batch, BankMessage.OfBatch said) {
    said.ofAll()
        .ifPresent(
            verdict ->
                handle
                    .createUpdate(OF_ALL)
                    .bind("verdict", verdict.name())
                    .bind("reason", said.reason())
                    .bind("batch", batch.id())
                    .execute());
    handle.execute("update reported set batch_id = ?", batch.id());
  }

  Optional<Outcome> refused() {
    return unknown().or(this::otherAmount).or(this::contradiction);
  }

  private Optional<Outcome> unknown() {
    return handle
        .createQuery(UNKNOWN)
        .<Outcome>map(
            (row, _) ->
                new Outcome.UnknownPayment(row.getString("end_to_end_id"), row.getInt("payments")))
        .findOne();
  }

  private Optional<Outcome> otherAmount() {
    return handle
        .createQuery(OTHER_AMOUNT)
        .<Outcome>map(
            (row, _) ->
                new Outcome.OtherAmount(
                    row.getString("end_to_end_id"),
                    new Money(row.getBigDecimal("amount")),
                    new Money(row.getBigDecimal("payment_amount"))))
        .findOne();
  }

  private Optional<Outcome> contradiction() {
    return handle
        .createQuery(CONTRADICTION)
        .<Outcome>map(
            (row, _) ->
                new Outcome.Contradiction(
                    row.getString("end_to_end_id"),
                    row.getInt("id"),
                    row.getString("payment_status"),
                    Verdict.valueOf(row.getString("verdict")),
                    row.getInt("payments")))
        .findOne();
  }

  /// Executions first: what was executed and came back may be in one message.
  Outcome.Read settle(BankMessage message, Instant now, String byWhom) {
    var counts =
        handle
            .createQuery(COUNTS)
            .map(
                (row, _) ->
                    new int[] {
                      row.getInt("foreign_ones"), row.getInt("under_way"), row.getInt("payments")
                    })
            .one();
    var source = message.kind().text() + " " + message.messageId();
    var completed = settle(Verdict.EXECUTED, "completed", source, now, byWhom);
    var failed = settle(Verdict.REJECTED, "failed", source, now, byWhom);
    var returned = settle(Verdict.RETURNED, "returned", source, now, byWhom);
    var changed = completed.payments() + failed.payments() + returned.payments();
    return new Outcome.Read(
        completed,
        failed,
        returned,
        counts[1],
        counts[2] - counts[1] - counts[0] - changed,
        counts[0]);
  }

  private Changed settle(
      Verdict verdict, String status, String source, Instant now, String byWhom) {
    return handle
        .createQuery(SETTLE)
        .bind("verdict", verdict.name())
        .bind("status", status)
        .bind("source", source)
        .bind("now", now)
        .bind("byWhom", byWhom)
        .map(
            (row, _) -> new Changed(row.getInt("payments"), new Money(row.getBigDecimal("amount"))))
        .one();
  }
}
