package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Declares failed what is under way of a batch: for a file that the bank's portal refused, of
/// which no status report will ever come, or one that was begun and never went to the bank.
public final class BatchFailure {
  private static final String FAIL =
      """
      with failed as (
        update payment
        set payment_status = 'failed', status_at = :now, status_reason = :reason, by_whom = :byWhom
        where batch_id = :batch and payment_is_under_way(payment_status)
        returning payment_amount)
      select count(*) as payments, coalesce(sum(payment_amount), 0) as amount from failed
      """;

  private static final String ABANDON =
      "update payment_batch set abandoned_at = :now where id = :batch";

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public BatchFailure(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of it, or of its preview.
  public sealed interface Outcome permits Failed, InHand, BatchPayout.Unknown {}

  /// @param batch as it was; where it was unfinished, it is abandoned and no file is made of it
  /// @param payments none if nothing was under way
  public record Failed(PaymentBatch batch, int payments, Money amount) implements Outcome {}

  /// Somebody is writing its file at this moment.
  public record InHand(PaymentBatch batch) implements Outcome {}

  /// @param reason for whoever asks later
  public Outcome fail(String messageId, String reason, Instant now, String byWhom) {
    return run(messageId, reason, now, byWhom, true);
  }

  /// What [#fail] would give.
  public Outcome preview(String messageId, Instant now) {
    return run(messageId, "preview", now, "nobody", false);
  }

  private Outcome run(String messageId, String reason, Instant now, String byWhom, boolean keep) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          var found = PaymentBatches.find(handle, messageId);
          if (found.isEmpty()) {
            return new BatchPayout.Unknown(messageId);
          }
          var batch = found.get();
          if (batch.isUnfinished() && !NamedLock.takeIfFree(handle, BatchPayout.LOCK)) {
            return new InHand(batch);
          }
          var failed = failed(handle, batch, reason, now, byWhom);
          if (batch.isUnfinished()) {
            handle.createUpdate(ABANDON).bind("now", now).bind("batch", batch.id()).execute();
          }
          if (!keep) {
            handle.rollback();
          }
          return failed;
        });
  }

  private static Failed failed(
      Handle handle, PaymentBatch batch, String reason, Instant now, String byWhom) {
    return handle
        .createQuery(FAIL)
        .bind("now", now)
        .bind("reason", reason)
        .bind("byWhom", byWhom)
        .bind("batch", batch.id())
        .map(
            (row, _) ->
                new Failed(batch, row.getInt("payments"), new Money(row.getBigDecimal("amount"))))
        .one();
  }
}
