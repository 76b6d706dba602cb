package farestream.bench.sink;

import farestream.stream.TripChange;
import java.sql.SQLException;
import java.util.List;

/// A way to write batches of completed trips into PostgreSQL. A batch is committed when the write
/// returns.
interface Sink extends AutoCloseable {

  /// Called before each round of batches; its time isn't measured.
  default void beginRound() throws SQLException {}

  void write(List<TripChange> batch) throws SQLException;

  @Override
  void close() throws SQLException;
}
