package farestream.payout;

import farestream.money.Money;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages.Changed;
import farestream.payout.BankMessages.Contradicted;
import farestream.payout.BankMessages.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Brings payments to the states that a message has them in, by [ReportedPayments]' table.
final class Settlement {
  private static final String COUNTS =
      """
      select count(*)::integer as payments,
        (count(*) filter (where verdict = 'UNDER_WAY' and payment_status = 'submitted'))::integer
          as under_way
      from reported join payment using (end_to_end_id)
      """;

  /// What the bank says of payments that are in a certain state, and what they become.
  private enum News {
    FAILED(Verdict.REJECTED, "'failed'", "", "payment_status = 'submitted'"),
    DOUBTED(
        Verdict.REJECTED,
        "payment_status",
        "rejected though it was executed",
        """
        payment_status in ('completed', 'duplicate')
          and not exists (
            select from payment_event
            where payment_event.payment = payment.id and former = status)
        """),
    COMPLETED(Verdict.EXECUTED, "'completed'", "", "payment_status = 'submitted'"),

    /// One of each bill that no other payment pays.
    EXECUTED_AFTER_ALL(
        Verdict.EXECUTED,
        "'completed'",
        "executed though it had failed",
        """
        payment.id in (
          select min(failed.id) from payment as failed join reported using (end_to_end_id)
          where failed.payment_status = 'failed' and verdict = 'EXECUTED'
            and not exists (
              select from payment as other
              where other.billing_id = failed.billing_id
                and payment_counts(other.payment_status))
          group by failed.billing_id)
        """),
    PAID_TWICE(
        Verdict.EXECUTED,
        "'duplicate'",
        "executed though it had failed, beside another payment of the bill",
        "payment_status = 'failed'"),
    RETURNED(
        Verdict.RETURNED,
        "'returned'",
        "",
        "payment_status in ('submitted', 'completed', 'duplicate')");

    private final Verdict verdict;
    private final String note;
    private final String sql;

    News(Verdict verdict, String status, String note, String which) {
      this.verdict = verdict;
      this.note = note;
      this.sql =
          """
          with settled as (
            update payment
            set payment_status = %s, status_at = :now, by_whom = :byWhom,
              status_reason = concat_ws(', ', nullif(:note, ''), reported.reason, :source)
            from reported
            where payment.end_to_end_id = reported.end_to_end_id and verdict = :verdict and %s
            returning payment.id, payment_amount)
          select count(*)::integer as payments, coalesce(sum(payment_amount), 0) as amount,
            array(select id from settled order by id limit 5) as first
          from settled
          """
              .formatted(status, which);
    }
  }

  private final Handle handle;
  private final BankMessage message;
  private final Instant now;
  private final String byWhom;

  /// @param handle in the transaction of the table
  Settlement(Handle handle, BankMessage message, Instant now, String byWhom) {
    this.handle = handle;
    this.message = message;
    this.now = now;
    this.byWhom = byWhom;
  }

  /// Rejections first, for another payment of the same bill may have been executed; returns
  /// last, for what was executed and came back may be in one message.
  Outcome.Read settle() {
    var counts =
        handle
            .createQuery(COUNTS)
            .map((row, _) -> new Counts(row.getInt("payments"), row.getInt("under_way")))
            .one();
    var failed = settle(News.FAILED).changed();
    var doubted = settle(News.DOUBTED);
    var completed = settle(News.COMPLETED).changed();
    var executed = settle(News.EXECUTED_AFTER_ALL).changed();
    var paidTwice = settle(News.PAID_TWICE).changed();
    var returned = settle(News.RETURNED).changed();
    var contradicted =
        new Contradicted(executed, paidTwice, doubted.changed(), doubted.firstPayments());
    return new Outcome.Read(
        completed,
        failed,
        returned,
        contradicted,
        counts.underWay(),
        counts.payments(),
        List.of(),
        List.of());
  }

  private record Counts(int payments, int underWay) {}

  private record Settled(Changed changed, List<Long> firstPayments) {

    static Settled of(ResultSet row) throws SQLException {
      var first = (Long[]) row.getArray("first").getArray();
      return new Settled(
          new Changed(row.getInt("payments"), new Money(row.getBigDecimal("amount"))),
          List.of(first));
    }
  }

  private Settled settle(News news) {
    return handle
        .createQuery(news.sql)
        .bind("note", news.note)
        .bind("verdict", news.verdict.name())
        .bind("source", message.kind().text() + " " + message.messageId())
        .bind("now", now)
        .bind("byWhom", byWhom)
        .map((row, _) -> Settled.of(row))
        .one();
  }
}
