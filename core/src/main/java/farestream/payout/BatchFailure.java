package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Marks the pending and submitted payments of a batch as failed. This is for a bank file that the
/// bank's portal rejected, for which no status report will arrive, and for an unfinished file that
/// was never sent.
public final class BatchFailure {
  private static final String FAIL =
      """
      with failed as (
        update payment
        set payment_status = 'failed', status_at = :now, status_reason = :reason
        where batch_id = :batch and payment_is_under_way(payment_status)
        returning payment_amount)
      select count(*) as payments, coalesce(sum(payment_amount), 0) as amount from failed
      """;

  private static final String ABANDON =
      "update payment_batch set abandoned_at = :now where id = :batch";

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public BatchFailure(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// The result of failing a batch or of previewing that.
  public sealed interface Outcome permits Failed, BeingWritten, BatchPayout.Unknown {}

  /// The payments are failed. An unfinished batch is abandoned as well: no file is written for it.
  ///
  /// @param batch the batch as it was before
  /// @param payments the number of payments that failed; 0 if none was pending or submitted
  public record Failed(PaymentBatch batch, int payments, Money amount) implements Outcome {}

  /// Another session is writing the batch's file.
  public record BeingWritten(PaymentBatch batch) implements Outcome {}

  /// Fails a batch.
  ///
  /// @param reason why, recorded with each payment
  public Outcome fail(String messageId, String reason, Instant now) {
    return run(messageId, reason, now, true);
  }

  /// Returns what [#fail] would return, and writes nothing.
  public Outcome preview(String messageId, Instant now) {
    return run(messageId, "preview", now, false);
  }

  private Outcome run(String messageId, String reason, Instant now, boolean commit) {
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
            return new BeingWritten(batch);
          }
          var failed = failed(handle, batch, reason, now);
          if (batch.isUnfinished()) {
            handle.createUpdate(ABANDON).bind("now", now).bind("batch", batch.id()).execute();
          }
          if (!commit) {
            handle.rollback();
          }
          return failed;
        });
  }

  private static Failed failed(Handle handle, PaymentBatch batch, String reason, Instant now) {
    return handle
        .createQuery(FAIL)
        .bind("now", now)
        .bind("reason", reason)
        .bind("batch", batch.id())
        .map(
            (row, _) ->
                new Failed(batch, row.getInt("payments"), new Money(row.getBigDecimal("amount"))))
        .one();
  }
}
