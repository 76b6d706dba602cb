package farestream.ledger;

import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Applies batches of changes: every completed trip becomes one row, whatever comes twice.
///
/// One transaction holds the rows, the quarantine and the checkpoint, so that after any failure the
/// same batch is simply applied again. Not thread-safe: it works on one connection.
public final class Ledger {
  private final Connection connection;

  /// @param connection taken over: auto-commit is switched off
  public Ledger(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  /// @throws SQLException if the database can't be reached or can't go on; then nothing is known to
  ///     be committed, and applying the batch again is safe. A record's own faults never throw.
  public Applied apply(Batch batch) throws SQLException {
    var candidates = new ArrayList<Candidate>();
    var setAside = new ArrayList<SetAside>();
    var passedOver = 0;
    for (var change : batch.changes()) {
      switch (TripDecoder.decide(change)) {
        case Decision.Recording(var trip) -> candidates.add(new Candidate(change, trip));
        case Decision.SetAside(var reason) -> setAside.add(new SetAside(change, reason));
        case Decision.PassOver() -> passedOver++;
      }
    }
    try {
      var written = write(candidates, setAside);
      var quarantined = Quarantine.put(connection, batch.streamArn(), setAside);
      if (batch.checkpoint().isPresent()) {
        Checkpoints.put(connection, batch.streamArn(), batch.checkpoint().get());
      }
      connection.commit();
      return new Applied(
          written.recorded(), written.amended(), written.unchanged(), quarantined, passedOver);
    } catch (SQLException | RuntimeException failure) {
      rollBack(failure);
      throw failure;
    }
  }

  /// A trip that comes more than once in the batch is written once per change, in order, so that
  /// its history does not depend on where batches happen to be cut.
  private Written write(List<Candidate> candidates, List<SetAside> setAside) throws SQLException {
    var written = Written.NOTHING;
    for (var wave : Waves.of(candidates)) {
      written = written.plus(writeWave(wave, setAside));
    }
    return written;
  }

  private Written writeWave(List<Candidate> wave, List<SetAside> setAside) throws SQLException {
    var savepoint = connection.setSavepoint();
    try {
      var written = TripRows.write(connection, wave);
      connection.releaseSavepoint(savepoint);
      return written;
    } catch (SQLException failure) {
      if (!SqlFaults.isTheRecords(failure)) {
        throw failure;
      }
      connection.rollback(savepoint);
      if (wave.size() == 1) {
        setAside.add(new SetAside(wave.getFirst().change(), SqlFaults.reason(failure)));
        return Written.NOTHING;
      }
      var middle = wave.size() / 2;
      return writeWave(wave.subList(0, middle), setAside)
          .plus(writeWave(wave.subList(middle, wave.size()), setAside));
    }
  }

  private void rollBack(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      cause.addSuppressed(alsoFailed);
    }
  }

  /// A change that reads as a completed trip.
  record Candidate(TripChange change, farestream.trip.CompletedTrip trip) {}

  /// A change that can't be recorded, and why.
  record SetAside(TripChange change, String reason) {}

  /// What became of candidates.
  record Written(int recorded, int amended, int unchanged) {
    static final Written NOTHING = new Written(0, 0, 0);

    Written plus(Written other) {
      return new Written(
          recorded + other.recorded, amended + other.amended, unchanged + other.unchanged);
    }
  }
}
