package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import farestream.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Takes in what the bank says of payments, each entry by itself: what is understood is taken,
/// what isn't remains and is told. What is known already changes nothing, so that any file may
/// be read again. News against what is on record are kept: that money left is believed, since
/// nothing is paid twice by it; that it never left, after it had, is for people to clear up.
public final class BankMessages {
  private static final String READ_BEFORE =
      """
      select read_at, by_whom from bank_message where sha256 = :sha256 and remained = 0
      """;

  private static final String KEEP =
      """
      insert into bank_message (sha256, message_id, kind, read_at, by_whom, changes, remained)
      values (:sha256, :messageId, :kind, :now, :byWhom, :changes, :remained)
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public BankMessages(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of a message, or of its preview.
  public sealed interface Outcome {

    /// @param underWay payments that the bank has accepted and not executed yet
    /// @param payments of which something is said and understood
    /// @param blocked drivers whose accounts no bank file pays from now on
    /// @param remaining what was not taken
    record Read(
        Changed completed,
        Changed failed,
        Changed returned,
        Contradicted contradicted,
        int underWay,
        int payments,
        List<Long> blocked,
        List<SkippedEntry> remaining)
        implements Outcome {

      Read with(List<Long> blockedDrivers, List<SkippedEntry> notTaken) {
        return new Read(
            completed,
            failed,
            returned,
            contradicted,
            underWay,
            payments,
            blockedDrivers,
            notTaken);
      }

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

    /// The very same file, of which nothing remained; nothing was done.
    record ReadBefore(Instant readAt, String byWhom) implements Outcome {}

    /// Nothing of it could be taken, and nothing was written.
    sealed interface Refused extends Outcome {}

    record UnknownBatch(String messageId) implements Refused {}

    /// The batch's file was never finished: nobody should have sent it.
    record UnfinishedBatch(PaymentBatch batch) implements Refused {}

    /// @param remaining at least one
    record NothingUsable(List<SkippedEntry> remaining) implements Refused {}
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
      Changed executed, Changed paidTwice, Changed doubted, List<Long> firstDoubted) {

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
    var remaining = new ArrayList<SkippedEntry>(message.unread());
    if (message.batch().isPresent()) {
      var said = message.batch().get();
      var found = PaymentBatches.find(handle, said.messageId());
      if (found.isEmpty()) {
        return new Outcome.UnknownBatch(said.messageId());
      }
      if (found.get().isUnfinished()) {
        return new Outcome.UnfinishedBatch(found.get());
      }
      var ofBatch = contradictions(found.get(), said);
      var unread = message.unread().stream().map(one -> EndToEndId.ours(one.about())).toList();
      if (said.ofAll().isPresent() && unread.contains(Optional.<String>empty())) {
        ofBatch.add(new SkippedEntry.UnnamedPayment(said.messageId()));
      }
      remaining.addAll(ofBatch);
      if (said.ofAll().isPresent() && ofBatch.isEmpty()) {
        var named = unread.stream().flatMap(Optional::stream).toList();
        reported.takeOfAll(found.get(), said.ofAll().get(), said.reason(), named);
      }
      reported.restrictTo(found.get());
    }
    reported.judge();
    remaining.addAll(reported.remaining());
    var blocked = new AccountBlocks(handle).block(message, now, byWhom);
    if (reported.keepWhatIsUnderstood() == 0 && blocked.isEmpty() && !remaining.isEmpty()) {
      return new Outcome.NothingUsable(remaining);
    }
    var read = new Settlement(handle, message, now, byWhom).settle().with(blocked, remaining);
    handle
        .createUpdate(KEEP)
        .bind("sha256", message.sha256())
        .bind("messageId", message.messageId())
        .bind("kind", message.kind().text())
        .bind("now", now)
        .bind("byWhom", byWhom)
        .bind("changes", read.changes())
        .bind("remained", remaining.size())
        .execute();
    return read;
  }

  /// What the bank says of the batch as a whole against what the batch is.
  private static List<SkippedEntry> contradictions(PaymentBatch batch, BankMessage.OfBatch said) {
    var all = new ArrayList<SkippedEntry>();
    said.count()
        .filter(count -> count != batch.payments())
        .ifPresent(
            count ->
                all.add(new SkippedEntry.OtherCount(batch.messageId(), count, batch.payments())));
    said.sum()
        .filter(sum -> !sum.equals(batch.controlSum()))
        .ifPresent(
            sum -> all.add(new SkippedEntry.OtherSum(batch.messageId(), sum, batch.controlSum())));
    return all;
  }
}
