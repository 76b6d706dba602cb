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

/// The one entry for every reader of the stream: applies batches of changes, so that every
/// completed trip becomes one row, whatever comes twice.
///
/// One transaction holds the rows, their history, the quarantine and the checkpoints: after any
/// failure the same batch is simply applied again. Not thread-safe: it works on one connection.
public class Ledger {
  private static final int ATTEMPTS = 3;

  private final Connection connection;
  private final TripRows tripRows;

  /// @param connection taken over: auto-commit is switched off
  public Ledger(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    this.tripRows = new TripRows(connection);
    connection.commit();
  }

  /// A record's own faults set that record aside; the database's are an outage.
  public BatchOutcome apply(Batch batch) {
    return apply(batch, (_, _) -> true).orElseThrow();
  }

  /// @return empty if the last step forbade it
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
        // Else the next batch would commit what this one had written so far.
        rollback(bug);
        throw bug;
      }
    }
  }

  /// Records gaps, and where the shards stand after them, before anything beyond them is read.
  public BatchOutcome gaps(List<Gap> gaps, ReaderProgress progress) {
    var none = new Batch("", List.of(), Optional.of(progress));
    try {
      Gaps.put(connection, gaps);
      return end(none, new BatchOutcome.Committed(0, 0, 0, 0, List.of(), 0));
    } catch (SQLException failure) {
      return notCommitted(none, failure);
    }
  }

  private Optional<BatchOutcome.Committed> commit(Batch batch, LastStep lastStep)
      throws SQLException {
    try {
      return write(batch, this::writeWhole, lastStep);
    } catch (SQLException failure) {
      if (!SqlFaults.isTheRecords(failure)) {
        throw failure;
      }
      connection.rollback();
      return write(batch, this::bisect, lastStep);
    }
  }

  /// How a wave goes in; what can't is added to those quarantined.
  private interface Writer {
    WriteCounts write(SubBatch wave, List<RejectedChange> rejected) throws SQLException;
  }

  /// A trip that comes more than once in the batch is written once per change, in order, so that
  /// its history does not depend on where batches happen to be cut.
  private Optional<BatchOutcome.Committed> write(Batch batch, Writer writer, LastStep lastStep)
      throws SQLException {
    var sorted = DecidedBatch.of(batch.changes());
    var rejected = new ArrayList<>(unreadable(batch));
    rejected.addAll(sorted.rejected());
    var written = WriteCounts.NOTHING;
    for (var wave : SubBatches.of(sorted.accepted())) {
      written = written.plus(writer.write(tripRows.wave(wave), rejected));
    }
    var quarantined = QuarantineTable.put(connection, batch.source(), rejected);
    var removed = Removals.put(connection, sorted.removals());
    var done =
        new BatchOutcome.Committed(
            written.recorded(),
            written.amended(),
            written.unchanged(),
            removed,
            quarantined,
            sorted.ignored() + sorted.removals().size() - removed);
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

  private WriteCounts writeWhole(SubBatch wave, List<RejectedChange> rejected) throws SQLException {
    var result = tripRows.write(wave);
    rejected.addAll(result.rejected());
    return result.written();
  }

  private WriteCounts bisect(SubBatch wave, List<RejectedChange> rejected) throws SQLException {
    var savepoint = connection.setSavepoint();
    try {
      var written = writeWhole(wave, rejected);
      connection.releaseSavepoint(savepoint);
      return written;
    } catch (SQLException failure) {
      if (!SqlFaults.isTheRecords(failure)) {
        throw failure;
      }
      connection.rollback(savepoint);
      var accepted = wave.accepted();
      if (accepted.size() == 1) {
        rejected.add(new RejectedChange(accepted.getFirst().change(), SqlFaults.reason(failure)));
        return WriteCounts.NOTHING;
      }
      var middle = accepted.size() / 2;
      var former = tripRows.wave(accepted.subList(0, middle));
      var latter = tripRows.wave(accepted.subList(middle, accepted.size()));
      return bisect(former, rejected).plus(bisect(latter, rejected));
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
    if (batch.progress().isPresent() && SqlFaults.isTakenOver(failure)) {
      return new BatchOutcome.Fenced(batch.progress().get().epoch());
    }
    return new BatchOutcome.NotCommitted(batch.first(), failure);
  }
}
