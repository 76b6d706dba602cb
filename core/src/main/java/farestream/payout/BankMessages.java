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

/// Processes messages from the bank, entry by entry: valid entries are applied, the others are
/// skipped and reported. Processing is idempotent, so any file can be read again. Entries that
/// contradict a recorded state are recorded: a failed payment reported as executed becomes
/// executed, which prevents a second payment. An executed payment reported as rejected keeps its
/// state, and a person has to clarify it.
public final class BankMessages {
  private static final String READ_BEFORE =
      """
      select read_at, actor from bank_message where sha256 = :sha256 and remained = 0
      """;

  private static final String RECORD =
      """
      insert into bank_message (sha256, message_id, kind, read_at, changes, remained)
      values (:sha256, :messageId, :kind, :now, :changes, :remained)
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public BankMessages(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// The result of processing a message or of previewing it.
  public sealed interface Outcome {

    /// The message was processed.
    ///
    /// @param underWay the number of payments that the bank has accepted but not executed yet
    /// @param payments the number of payments with a valid entry
    /// @param blocked the drivers whose accounts were blocked
    /// @param remaining the skipped entries
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

      Read with(List<Long> blockedDrivers, List<SkippedEntry> skipped) {
        return new Read(
            completed, failed, returned, contradicted, underWay, payments, blockedDrivers, skipped);
      }

      /// Returns the number of payments that already had the reported state.
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

    /// The same file was processed before without skipped entries. Nothing was written.
    record ReadBefore(Instant readAt, String actor) implements Outcome {}

    /// The message can't be processed. Nothing was written.
    sealed interface Refused extends Outcome {}

    record UnknownBatch(String messageId) implements Refused {}

    /// The batch's bank file was never finished, so it should not have been sent.
    record UnfinishedBatch(PaymentBatch batch) implements Refused {}

    /// All entries were skipped.
    ///
    /// @param remaining the skipped entries; never empty
    record NothingUsable(List<SkippedEntry> remaining) implements Refused {}
  }

  /// The number and sum of payments whose state changed.
  public record Changed(int payments, Money amount) {}

  /// Payments whose reported state contradicts the recorded one.
  ///
  /// @param executed payments that had failed and were executed; they now pay their bills
  /// @param paidTwice payments that had failed and were executed although another payment of the
  ///     same bill counts; they become duplicates
  /// @param doubted executed payments that were rejected; recorded as an event only
  /// @param firstDoubted the ids of the first few of these
  public record Contradicted(
      Changed executed, Changed paidTwice, Changed doubted, List<Long> firstDoubted) {

    int payments() {
      return executed.payments() + paidTwice.payments() + doubted.payments();
    }
  }

  /// Processes a message in one transaction.
  ///
  /// @param now the time at which the message is read
  public Outcome read(BankMessage message, Instant now) {
    return run(message, now, true);
  }

  /// Returns what [#read] would return, and writes nothing.
  public Outcome preview(BankMessage message, Instant now) {
    return run(message, now, false);
  }

  private Outcome run(BankMessage message, Instant now, boolean commit) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          var outcome = process(handle, message, now);
          if (!commit || outcome instanceof Outcome.Refused) {
            handle.rollback();
          }
          return outcome;
        });
  }

  private static Outcome process(Handle handle, BankMessage message, Instant now) {
    var readBefore =
        handle
            .createQuery(READ_BEFORE)
            .bind("sha256", message.sha256())
            .map(ConstructorMapper.of(Outcome.ReadBefore.class))
            .findOne();
    if (readBefore.isPresent()) {
      return readBefore.get();
    }
    var reported = new ReportedPayments(handle);
    reported.add(message.ofEach());
    var remaining = new ArrayList<SkippedEntry>(message.unread());
    if (message.batch().isPresent()) {
      var ofBatch = message.batch().get();
      var found = PaymentBatches.find(handle, ofBatch.messageId());
      if (found.isEmpty()) {
        return new Outcome.UnknownBatch(ofBatch.messageId());
      }
      if (found.get().isUnfinished()) {
        return new Outcome.UnfinishedBatch(found.get());
      }
      var skipped = mismatches(found.get(), ofBatch);
      var unread = message.unread().stream().map(one -> EndToEndId.ours(one.about())).toList();
      if (ofBatch.ofAll().isPresent() && unread.contains(Optional.<String>empty())) {
        skipped.add(new SkippedEntry.UnnamedPayment(ofBatch.messageId()));
      }
      remaining.addAll(skipped);
      if (ofBatch.ofAll().isPresent() && skipped.isEmpty()) {
        var named = unread.stream().flatMap(Optional::stream).toList();
        reported.addRest(found.get(), ofBatch.ofAll().get(), ofBatch.reason(), named);
      }
      reported.restrictTo(found.get());
    }
    reported.validate();
    remaining.addAll(reported.invalid());
    var blocked = new AccountBlocks(handle).block(message, now);
    if (reported.deleteInvalid() == 0 && blocked.isEmpty() && !remaining.isEmpty()) {
      return new Outcome.NothingUsable(remaining);
    }
    var read = new Settlement(handle, message, now).settle().with(blocked, remaining);
    handle
        .createUpdate(RECORD)
        .bind("sha256", message.sha256())
        .bind("messageId", message.messageId())
        .bind("kind", message.kind().text())
        .bind("now", now)
        .bind("changes", read.changes())
        .bind("remained", remaining.size())
        .execute();
    return read;
  }

  /// Compares the reported count and sum with those of the batch.
  private static List<SkippedEntry> mismatches(
      PaymentBatch batch, BankMessage.ReportedBatch reported) {
    var mismatches = new ArrayList<SkippedEntry>();
    reported
        .count()
        .filter(count -> count != batch.payments())
        .ifPresent(
            count ->
                mismatches.add(
                    new SkippedEntry.OtherCount(batch.messageId(), count, batch.payments())));
    reported
        .sum()
        .filter(sum -> !sum.equals(batch.controlSum()))
        .ifPresent(
            sum ->
                mismatches.add(
                    new SkippedEntry.OtherSum(batch.messageId(), sum, batch.controlSum())));
    return mismatches;
  }
}
