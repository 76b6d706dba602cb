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
/// which no status report will ever come.
public final class BatchFailure {
  private static final String FAIL =
      """
      with failed as (
        update payment
        set payment_status = 'failed', status_at = :now, status_reason = :reason, by_whom = :byWhom
        where batch_id = :batch and payment_status = 'submitted'
        returning payment_amount)
      select count(*) as payments, coalesce(sum(payment_amount), 0) as amount from failed
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public BatchFailure(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of it, or of its preview.
  public sealed interface Outcome permits Failed, BatchPayout.NotSubmitted {}

  /// @param payments none if nothing was under way
  public record Failed(PaymentBatch batch, int payments, Money amount) implements Outcome {}

  /// @param reason for whoever asks later
  public Outcome fail(String messageId, String reason, Instant now, String byWhom) {
    return run(messageId, reason, now, byWhom, true);
  }

  /// What [#fail] would give.
  public Outcome preview(String messageId, Instant now) {
    return run(messageId, "", now, "nobody", false);
  }

  private Outcome run(String messageId, String reason, Instant now, String byWhom, boolean keep) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          var batch = PaymentBatches.find(handle, messageId);
          if (batch.isEmpty()) {
            return new BatchPayout.NotSubmitted.Unknown(messageId);
          }
          if (batch.get().writtenAt().isEmpty()) {
            return new BatchPayout.NotSubmitted.Unfinished(batch.get());
          }
          var failed = failed(handle, batch.get(), reason, now, byWhom);
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
