package farestream.sink;

import farestream.checkpoint.Checkpoints;
import farestream.checkpoint.Gap;
import farestream.checkpoint.Gaps;
import farestream.checkpoint.ReaderProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies batches of changes to PostgreSQL by an idempotent upsert: every completed trip becomes
/// one row, however often its change is delivered. All readers of the stream write through it.
///
/// Rows, history, quarantine and checkpoints of a batch commit in one transaction, so that after
/// any failure the same batch can be applied again. Not thread-safe: it uses one connection.
public class Ledger {
  private static final int ATTEMPTS = 3;

  private final Connection connection;
  private final TripRows tripRows;

  /// @param connection used by this object alone from now on; auto-commit is turned off
  public Ledger(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    this.tripRows = new TripRows(connection);
    connection.commit();
  }

  /// Applies a batch. A record that PostgreSQL refuses for its data is quarantined; any other error
  /// of the database is an outage, and nothing is committed. Deadlocks and serialization failures
  /// are retried.
  public BatchOutcome apply(Batch batch) {
    return apply(batch, (_, _) -> true).orElseThrow();
  }

  /// Applies a batch and the caller's own writes in one transaction.
  ///
  /// @return empty if the last step returned false and the batch was rolled back
  public Optional<BatchOutcome> apply(Batch batch, LastStep lastStep) {
    for (var attempt = 1; ; attempt++) {
      try {
        return commit(batch, lastStep).map(committed -> committed);
      } catch (SQLException failure) {
        if (attempt == ATTEMPTS || !SqlFaults.isContention(failure)) {
          return Optional.of(notCommitted(batch, failure));
        }
        rollback(failure);
      } catch (RuntimeException | Error bug) {
        // Otherwise the next batch would commit what this one has written.
        rollback(bug);
        throw bug;
      }
    }
  }

  /// Records gaps and the checkpoints after them, before any record behind a gap is read.
  public BatchOutcome gaps(List<Gap> gaps, ReaderProgress progress) {
    var empty = new Batch("", List.of(), Optional.of(progress));
    try {
      Gaps.put(connection, gaps);
      return end(empty, new BatchOutcome.Committed(0, 0, 0, 0, List.of(), 0));
    } catch (SQLException failure) {
      return notCommitted(empty, failure);
    }
  }

  private Optional<BatchOutcome.Committed> commit(Batch batch, LastStep lastStep)
      throws SQLException {
    try {
      return write(batch, this::writeWhole, lastStep);
    } catch (SQLException failure) {
      if (!SqlFaults.isDataError(failure)) {
        throw failure;
      }
      connection.rollback();
      return write(batch, this::bisect, lastStep);
    }
  }

  /// Writes a sub-batch and adds the changes that it can't write to `rejected`.
  private interface Writer {
    WriteCounts write(SubBatch subBatch, List<RejectedChange> rejected) throws SQLException;
  }

  /// Writes a trip that changes several times in the batch once per change, in order, so that its
  /// history doesn't depend on the batch boundaries.
  private Optional<BatchOutcome.Committed> write(Batch batch, Writer writer, LastStep lastStep)
      throws SQLException {
    var decided = DecidedBatch.of(batch.changes());
    var rejected = new ArrayList<>(unreadable(batch));
    rejected.addAll(decided.rejected());
    var written = WriteCounts.NOTHING;
    for (var subBatch : SubBatches.of(decided.accepted())) {
      written = written.plus(writer.write(tripRows.subBatch(subBatch), rejected));
    }
    var quarantined = QuarantineTable.put(connection, batch.source(), rejected);
    var removed = Removals.put(connection, decided.removals());
    var done =
        new BatchOutcome.Committed(
            written.recorded(),
            written.amended(),
            written.unchanged(),
            removed,
            quarantined,
            decided.ignored() + decided.removals().size() - removed);
    if (!lastStep.write(done, rejected)) {
      connection.rollback();
      return Optional.empty();
    }
    return Optional.of(end(batch, done));
  }

  private static List<RejectedChange> unreadable(Batch batch) {
    return batch.unreadable().stream()
        .map(record -> new RejectedChange(record.change(), record.reason()))
        .toList();
  }

  private BatchOutcome.Committed end(Batch batch, BatchOutcome.Committed committed)
      throws SQLException {
    if (batch.progress().isPresent()) {
      Checkpoints.putAndCommit(connection, batch.progress().get());
    } else {
      connection.commit();
    }
    return committed;
  }

  private WriteCounts writeWhole(SubBatch subBatch, List<RejectedChange> rejected)
      throws SQLException {
    var result = tripRows.write(subBatch);
    rejected.addAll(result.rejected());
    return result.written();
  }

  private WriteCounts bisect(SubBatch subBatch, List<RejectedChange> rejected) throws SQLException {
    var savepoint = connection.setSavepoint();
    try {
      var written = writeWhole(subBatch, rejected);
      connection.releaseSavepoint(savepoint);
      return written;
    } catch (SQLException failure) {
      if (!SqlFaults.isDataError(failure)) {
        throw failure;
      }
      connection.rollback(savepoint);
      var accepted = subBatch.accepted();
      if (accepted.size() == 1) {
        rejected.add(new RejectedChange(accepted.getFirst().change(), SqlFaults.reason(failure)));
        return WriteCounts.NOTHING;
      }
      var middle = accepted.size() / 2;
      var left = tripRows.subBatch(accepted.subList(0, middle));
      var right = tripRows.subBatch(accepted.subList(middle, accepted.size()));
      return bisect(left, rejected).plus(bisect(right, rejected));
    }
  }

  private void rollback(Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private BatchOutcome notCommitted(Batch batch, SQLException failure) {
    rollback(failure);
    if (batch.progress().isPresent() && SqlFaults.isFenced(failure)) {
      return new BatchOutcome.Fenced(batch.progress().get().epoch());
    }
    return new BatchOutcome.NotCommitted(batch.first(), failure);
  }
}
