package farestream.bench.sink;

import farestream.stream.TripChange;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// Writes with Farestream's ledger in a new session each round, as after a start.
final class NewSessions implements Sink {
  private final DataSource commands;
  private final long epoch;
  private LedgerSink session;

  NewSessions(DataSource commands, long epoch) throws SQLException {
    this.commands = commands;
    this.epoch = epoch;
    this.session = LedgerSink.ofWorker(commands, epoch);
  }

  @Override
  public void beginRound() throws SQLException {
    session.close();
    session = LedgerSink.ofWorker(commands, epoch);
  }

  @Override
  public void write(List<TripChange> batch) throws SQLException {
    session.write(batch);
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
