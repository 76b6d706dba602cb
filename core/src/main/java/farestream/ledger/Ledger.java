package farestream.ledger;

import farestream.ledger.Batch.Progress;
import farestream.stream.TripChange;
import farestream.trip.CompletedTrip;
import farestream.trip.TripKey;
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
  public Outcome apply(Batch batch) {
    return apply(batch, (_, _) -> true).orElseThrow();
  }

  /// What else belongs into a batch's transaction; it is written last.
  interface LastStep {

    /// @param setAside of the batch, those that were in quarantine already with them
    /// @return false if somebody else came first, and nothing of the batch may be committed
    boolean write(Outcome.Committed done, List<SetAside> setAside) throws SQLException;
  }

  /// @return empty if the last step forbade it
  Optional<Outcome> apply(Batch batch, LastStep lastStep) {
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
  public Outcome gaps(List<Gap> gaps, Progress progress) {
    var none = new Batch("", List.of(), Optional.of(progress));
    try {
      Gaps.put(connection, gaps);
      return end(none, new Outcome.Committed(0, 0, 0, 0, List.of(), 0));
    } catch (SQLException failure) {
      return notCommitted(none, failure);
    }
  }

  private Optional<Outcome.Committed> commit(Batch batch, LastStep lastStep) throws SQLException {
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

  /// How a wave goes in; what can't is added to those set aside.
  private interface Writer {
    Written write(Wave wave, List<SetAside> setAside) throws SQLException;
  }

  /// A trip that comes more than once in the batch is written once per change, in order, so that
  /// its history does not depend on where batches happen to be cut.
  private Optional<Outcome.Committed> write(Batch batch, Writer writer, LastStep lastStep)
      throws SQLException {
    var sorted = Sorted.of(batch.changes());
    var setAside = new ArrayList<>(unreadable(batch));
    setAside.addAll(sorted.setAside());
    var written = Written.NOTHING;
    for (var wave : Waves.of(sorted.candidates())) {
      written = written.plus(writer.write(tripRows.wave(wave), setAside));
    }
    var quarantined = Quarantine.put(connection, batch.source(), setAside);
    var removed = Removals.put(connection, sorted.removals());
    var done =
        new Outcome.Committed(
            written.recorded(),
            written.amended(),
            written.unchanged(),
            removed,
            quarantined,
            sorted.passedOver() + sorted.removals().size() - removed);
    if (!lastStep.write(done, setAside)) {
      connection.rollback();
      return Optional.empty();
    }
    return Optional.of(end(batch, done));
  }

  private static List<SetAside> unreadable(Batch batch) {
    return batch.unreadable().stream()
        .map(record -> new SetAside(record.change(), record.reason()))
        .toList();
  }

  private Outcome.Committed end(Batch batch, Outcome.Committed committed) throws SQLException {
    if (batch.progress().isPresent()) {
      Checkpoints.putAndCommit(connection, batch.progress().get());
    } else {
      connection.commit();
    }
    return committed;
  }

  private Written writeWhole(Wave wave, List<SetAside> setAside) throws SQLException {
    var result = tripRows.write(wave);
    setAside.addAll(result.setAside());
    return result.written();
  }

  private Written bisect(Wave wave, List<SetAside> setAside) throws SQLException {
    var savepoint = connection.setSavepoint();
    try {
      var written = writeWhole(wave, setAside);
      connection.releaseSavepoint(savepoint);
      return written;
    } catch (SQLException failure) {
      if (!SqlFaults.isTheRecords(failure)) {
        throw failure;
      }
      connection.rollback(savepoint);
      var candidates = wave.candidates();
      if (candidates.size() == 1) {
        setAside.add(new SetAside(candidates.getFirst().change(), SqlFaults.reason(failure)));
        return Written.NOTHING;
      }
      var middle = candidates.size() / 2;
      var former = tripRows.wave(candidates.subList(0, middle));
      var latter = tripRows.wave(candidates.subList(middle, candidates.size()));
      return bisect(former, setAside).plus(bisect(latter, setAside));
    }
  }

  private void rollback(Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private Outcome notCommitted(Batch batch, SQLException failure) {
    rollback(failure);
    if (batch.progress().isPresent() && SqlFaults.isTakenOver(failure)) {
      return new Outcome.Fenced(batch.progress().get().epoch());
    }
    return new Outcome.NotCommitted(batch.first(), failure);
  }

  /// A change that reads as a completed trip.
  record Candidate(TripChange change, CompletedTrip trip) {}

  /// A change that can't be recorded, and why.
  record SetAside(TripChange change, String reason) {}

  /// A trip's item is gone.
  record Removal(TripKey key, boolean wasCompleted, String sequenceNumber) {}

  /// What became of candidates.
  record Written(int recorded, int amended, int unchanged) {
    static final Written NOTHING = new Written(0, 0, 0);

    Written plus(Written other) {
      return new Written(
          recorded + other.recorded, amended + other.amended, unchanged + other.unchanged);
    }
  }
}
