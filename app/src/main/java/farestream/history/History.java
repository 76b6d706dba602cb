package farestream.history;

import farestream.trip.CompletedTrip;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Where trips of the past come from: chunk by chunk, the same ones in every run.
public interface History extends Closeable {

  /// The same for the same trips.
  String source();

  /// Their drivers were paid elsewhere.
  boolean isSettled();

  /// Absent at the end.
  Optional<Chunk> next();

  /// What else belongs to the trips of the last load on this connection, in its transaction.
  void settle(Connection connection) throws SQLException;

  @Override
  void close();

  /// @param place of its first trip, or of whatever its trips are counted by
  record Chunk(long place, List<CompletedTrip> trips) {}
}
