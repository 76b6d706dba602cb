package farestream.history;

import farestream.trip.CompletedTrip;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A source of past trips. It returns them in chunks, the same chunks in every run.
public interface History extends Closeable {

  /// Returns a text that identifies the source. Equal texts mean equal trips.
  String source();

  /// Returns whether the drivers were paid elsewhere, so that the trips need no bills.
  boolean isSettled();

  /// Returns the next chunk; absent after the last one.
  Optional<Chunk> next();

  /// Writes what belongs to the trips of the last load on this connection, such as their bills, in
  /// the transaction of the load.
  void settle(Connection connection) throws SQLException;

  @Override
  void close();

  /// Consecutive trips of the source.
  ///
  /// @param position the chunk's position in the source, which identifies it: the number of trips
  ///     or of drivers before it
  record Chunk(long position, List<CompletedTrip> trips) {}
}
