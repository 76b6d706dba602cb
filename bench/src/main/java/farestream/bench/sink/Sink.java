package farestream.bench.sink;

import farestream.stream.TripChange;
import java.sql.SQLException;
import java.util.List;

/// One way to bring a batch of completed trips into PostgreSQL, committed when it returns.
interface Sink extends AutoCloseable {

  /// Called before each round of batches, outside of what is timed.
  default void beginRound() throws SQLException {}

  void write(List<TripChange> batch) throws SQLException;

  @Override
  void close() throws SQLException;
}
