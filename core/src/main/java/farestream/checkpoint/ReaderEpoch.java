package farestream.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;

/// Who reads the stream: each worker that takes over gets an epoch of its own, above all before it,
/// and from then on nothing is committed under an earlier one.
public final class ReaderEpoch {
  private static final String TAKE_OVER =
      "update stream_reader set epoch = epoch + 1 returning epoch";

  private static final String LATEST = "select epoch from stream_reader";

  private ReaderEpoch() {}

  /// Waits for a commit of the former reader that is under way. In a transaction of the caller's.
  ///
  /// @return the epoch
  public static long takeOver(Connection connection) throws SQLException {
    try (var update = connection.createStatement();
        var row = update.executeQuery(TAKE_OVER)) {
      row.next();
      return row.getLong(1);
    }
  }

  /// The epoch of whoever took over last. In a transaction of the caller's.
  public static long latest(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var row = select.executeQuery(LATEST)) {
      row.next();
      return row.getLong(1);
    }
  }
}
