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

/// Applies the valid entries of a bank message, which [ReportedPayments] has staged, to the states
/// of payments.
final class Settlement {
  private static final String COUNTS =
      """
      select count(*)::integer as payments,
        (count(*) filter (where verdict = 'UNDER_WAY' and payment_status = 'submitted'))::integer
          as under_way
      from reported join payment using (end_to_end_id)
      """;

  /// A transition of payments: the verdict and present state that trigger it, and the new state.
  private enum Transition {
    FAILED(Verdict.REJECTED, "'failed'", "", "payment_status = 'submitted'"),
    DOUBTED(
        Verdict.REJECTED,
        "payment_status",
        "rejected though it was executed",
        """
        payment_status in ('completed', 'duplicate')
          and not exists (
            select from payment_event
            where payment_event.payment = payment.id and previous = status)
        """),
    COMPLETED(Verdict.EXECUTED, "'completed'", "", "payment_status = 'submitted'"),

    /// Applies to one payment per bill, if no other payment of the bill counts.
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
        "executed though it had failed, in addition to another payment of the bill",
        "payment_status = 'failed'"),
    RETURNED(
        Verdict.RETURNED,
        "'returned'",
        "",
        "payment_status in ('submitted', 'completed', 'duplicate')");

    private final Verdict verdict;
    private final String note;
    private final String sql;

    Transition(Verdict verdict, String status, String note, String condition) {
      this.verdict = verdict;
      this.note = note;
      this.sql =
          """
          with settled as (
            update payment
            set payment_status = %s, status_at = :now,
              status_reason = concat_ws(', ', nullif(:note, ''), reported.reason, :source)
            from reported
            where payment.end_to_end_id = reported.end_to_end_id and verdict = :verdict and %s
            returning payment.id, payment_amount)
          select count(*)::integer as payments, coalesce(sum(payment_amount), 0) as amount,
            array(select id from settled order by id limit 5) as first
          from settled
          """
              .formatted(status, condition);
    }
  }

  private final Handle handle;
  private final BankMessage message;
  private final Instant now;

  /// @param handle in the transaction in which the entries were staged
  Settlement(Handle handle, BankMessage message, Instant now) {
    this.handle = handle;
    this.message = message;
    this.now = now;
  }

  /// Applies all entries. Rejections come first because another payment of the same bill may have
  /// been executed. Returns come last because one message may report both the execution and the
  /// return of a payment.
  Outcome.Read settle() {
    var counts =
        handle
            .createQuery(COUNTS)
            .map((row, _) -> new Counts(row.getInt("payments"), row.getInt("under_way")))
            .one();
    var failed = settle(Transition.FAILED).changed();
    var doubted = settle(Transition.DOUBTED);
    var completed = settle(Transition.COMPLETED).changed();
    var executed = settle(Transition.EXECUTED_AFTER_ALL).changed();
    var paidTwice = settle(Transition.PAID_TWICE).changed();
    var returned = settle(Transition.RETURNED).changed();
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

  private Settled settle(Transition transition) {
    return handle
        .createQuery(transition.sql)
        .bind("note", transition.note)
        .bind("verdict", transition.verdict.name())
        .bind("source", message.kind().text() + " " + message.messageId())
        .bind("now", now)
        .map((row, _) -> Settled.of(row))
        .one();
  }
}
