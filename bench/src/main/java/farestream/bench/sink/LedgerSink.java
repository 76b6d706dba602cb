package farestream.bench.sink;

import farestream.ledger.Batch;
import farestream.ledger.Batch.Progress;
import farestream.ledger.Checkpoint;
import farestream.ledger.Ledger;
import farestream.ledger.Outcome;
import farestream.ledger.ShardKey;
import farestream.ledger.StreamReader;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Ours, as the worker calls it.
final class LedgerSink implements Sink {
  private static final ShardKey SHARD = new ShardKey("arn:bench", "shard-1");

  private final Connection connection;
  private final Ledger ledger;
  private final long epoch;

  LedgerSink(DataSource commands) throws SQLException {
    this.connection = commands.getConnection();
    this.ledger = new Ledger(connection);
    this.epoch = StreamReader.takeOver(connection);
    connection.commit();
  }

  @Override
  public void write(List<TripChange> batch) throws SQLException {
    var place = new Checkpoint(SHARD, Optional.of(batch.getLast().sequenceNumber()), false);
    var progress = Optional.of(new Progress(epoch, List.of(place)));
    switch (ledger.apply(new Batch(SHARD.streamArn(), batch, progress))) {
      case Outcome.Committed committed -> check(committed, batch.size());
      case Outcome.NotCommitted(_, var outage) -> throw outage;
      case Outcome.Fenced fenced -> throw new IllegalStateException(fenced.toString());
    }
  }

  private static void check(Outcome.Committed committed, int size) {
    if (committed.recorded() + committed.setAside().size() != size) {
      throw new IllegalStateException(committed.toString());
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
