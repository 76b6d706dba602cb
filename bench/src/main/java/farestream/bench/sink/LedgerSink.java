package farestream.bench.sink;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.ReaderEpoch;
import farestream.checkpoint.ReaderProgress;
import farestream.checkpoint.ShardKey;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/// Writes with Farestream's [Ledger], in one session.
final class LedgerSink implements Sink {
  private static final ShardKey SHARD = new ShardKey("arn:bench", "shard-1");

  private final Connection connection;
  private final Ledger ledger;
  private final OptionalLong epoch;

  /// @param epoch the reader's epoch; if absent, no checkpoint is written
  private LedgerSink(Connection connection, OptionalLong epoch) throws SQLException {
    this.connection = connection;
    this.ledger = new Ledger(connection);
    this.epoch = epoch;
  }

  /// Returns the epoch of a new reader, which fences off the sessions of earlier ones.
  static long takeOver(DataSource commands) throws SQLException {
    try (var connection = commands.getConnection()) {
      connection.setAutoCommit(false);
      var epoch = ReaderEpoch.takeOver(connection);
      connection.commit();
      return epoch;
    }
  }

  /// Returns a sink that writes as the worker does, with a checkpoint.
  ///
  /// @param epoch the reader's epoch, which all sinks of one ledger share
  static LedgerSink ofWorker(DataSource commands, long epoch) throws SQLException {
    return new LedgerSink(commands.getConnection(), OptionalLong.of(epoch));
  }

  /// Returns a sink that writes as the function does, whose checkpoint Lambda keeps.
  static LedgerSink ofFunction(DataSource commands) throws SQLException {
    return new LedgerSink(commands.getConnection(), OptionalLong.empty());
  }

  @Override
  public void write(List<TripChange> batch) throws SQLException {
    switch (ledger.apply(new Batch(SHARD.streamArn(), batch, progress(batch)))) {
      case BatchOutcome.Committed committed -> check(committed, batch.size());
      case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
      case BatchOutcome.Fenced fenced -> throw new IllegalStateException(fenced.toString());
    }
  }

  private Optional<ReaderProgress> progress(List<TripChange> batch) {
    if (epoch.isEmpty()) {
      return Optional.empty();
    }
    var checkpoint = new Checkpoint(SHARD, Optional.of(batch.getLast().sequenceNumber()), false);
    return Optional.of(new ReaderProgress(epoch.getAsLong(), List.of(checkpoint)));
  }

  private static void check(BatchOutcome.Committed committed, int size) {
    if (committed.recorded() + committed.rejected().size() != size) {
      throw new IllegalStateException(committed.toString());
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
