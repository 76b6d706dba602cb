package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Takes in what the bank says of payments, a message whole or not at all. What is known already
/// changes nothing. News against what is on record are kept: that money left is believed, since
/// nothing is paid twice by it; that it never left, after it had, is for people to clear up.
public final class BankMessages {
  private static final String READ_BEFORE =
      """
      select read_at, by_whom from bank_message where sha256 = :sha256
      """;

  private static final String KEEP =
      """
      insert into bank_message (sha256, message_id, kind, read_at, by_whom, changes)
      values (:sha256, :messageId, :kind, :now, :byWhom, :changes)
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public BankMessages(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of a message, or of its preview.
  public sealed interface Outcome {

    /// @param underWay payments that the bank has accepted and not executed yet
    /// @param payments of which something is said
    record Read(
        Changed completed,
        Changed failed,
        Changed returned,
        Contradicted contradicted,
        int underWay,
        int payments)
        implements Outcome {

      /// Of those nothing new is said.
      public int known() {
        return payments - underWay - changes();
      }

      int changes() {
        return completed.payments()
            + failed.payments()
            + returned.payments()
            + contradicted.payments();
      }
    }

    /// The very same file; nothing was done.
    record ReadBefore(Instant readAt, String byWhom) implements Outcome {}

    /// Refused whole; nothing was written.
    sealed interface Refused extends Outcome {}

    record UnknownBatch(String messageId) implements Refused {}

    /// The batch's file was never finished: nobody should have sent it.
    record UnfinishedBatch(PaymentBatch batch) implements Refused {}

    record OtherCount(PaymentBatch batch, int said) implements Refused {}

    record OtherSum(PaymentBatch batch, Money said) implements Refused {}

    /// @param payments how many there are, of which this is the first
    record UnknownPayment(String endToEndId, int payments) implements Refused {}

    record OtherAmount(String endToEndId, Money said, Money amount) implements Refused {}
  }

  /// Payments that came to another state.
  public record Changed(int payments, Money amount) {}

  /// Payments of which the bank says something else than what is on record.
  ///
  /// @param executed after they had failed; they pay their bills now
  /// @param paidTwice executed after they had failed, beside other payments of their bills
  /// @param doubted rejected after they were executed; only noted
  /// @param firstDoubted a few of them, by their rows
  public record Contradicted(
      Changed executed, Changed paidTwice, Changed doubted, List<Integer> firstDoubted) {

    int payments() {
      return executed.payments() + paidTwice.payments() + doubted.payments();
    }
  }

  /// @param now when it was read
  /// @param byWhom the person who gave it
  public Outcome read(BankMessage message, Instant now, String byWhom) {
    return run(message, now, byWhom, true);
  }

  /// What [#read] would give.
  public Outcome preview(BankMessage message, Instant now) {
    return run(message, now, "nobody", false);
  }

  private Outcome run(BankMessage message, Instant now, String byWhom, boolean keep) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          var outcome = taken(handle, message, now, byWhom);
          if (!keep || outcome instanceof Outcome.Refused) {
            handle.rollback();
          }
          return outcome;
        });
  }

  private static Outcome taken(Handle handle, BankMessage message, Instant now, String byWhom) {
    var before =
        handle
            .createQuery(READ_BEFORE)
            .bind("sha256", message.sha256())
            .map(ConstructorMapper.of(Outcome.ReadBefore.class))
            .findOne();
    if (before.isPresent()) {
      return before.get();
    }
    var reported = new ReportedPayments(handle);
    reported.take(message.ofEach());
    var wrongBatch = message.batch().flatMap(ofBatch -> ofBatch(handle, reported, ofBatch));
    if (wrongBatch.isPresent()) {
      return wrongBatch.get();
    }
    var refused = reported.refused();
    if (refused.isPresent()) {
      return refused.get();
    }
    var read = new Settlement(handle, message, now, byWhom).settle();
    handle
        .createUpdate(KEEP)
        .bind("sha256", message.sha256())
        .bind("messageId", message.messageId())
        .bind("kind", message.kind().text())
        .bind("now", now)
        .bind("byWhom", byWhom)
        .bind("changes", read.changes())
        .execute();
    return read;
  }

  private static Optional<Outcome> ofBatch(
      Handle handle, ReportedPayments reported, BankMessage.OfBatch said) {
    var found = PaymentBatches.find(handle, said.messageId());
    if (found.isEmpty()) {
      return Optional.of(new Outcome.UnknownBatch(said.messageId()));
    }
    var batch = found.get();
    if (batch.isUnfinished()) {
      return Optional.of(new Outcome.UnfinishedBatch(batch));
    }
    if (said.count().isPresent() && said.count().get() != batch.payments()) {
      return Optional.of(new Outcome.OtherCount(batch, said.count().get()));
    }
    if (said.sum().isPresent() && !said.sum().get().equals(batch.controlSum())) {
      return Optional.of(new Outcome.OtherSum(batch, said.sum().get()));
    }
    reported.restrictTo(batch, said);
    return Optional.empty();
  }
}
