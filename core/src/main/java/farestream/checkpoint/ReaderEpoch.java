package farestream.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;

/// The fencing epoch of the stream's reader. Each worker that becomes leader increments it, and
/// commits under an earlier epoch are refused from then on.
public final class ReaderEpoch {
  private static final String TAKE_OVER =
      "update stream_reader set epoch = epoch + 1 returning epoch";

  private static final String LATEST = "select epoch from stream_reader";

  private ReaderEpoch() {}

  /// Increments the epoch, in the caller's transaction. Waits for a commit of the previous reader
  /// that is in progress.
  ///
  /// @return the new epoch
  public static long takeOver(Connection connection) throws SQLException {
    try (var update = connection.createStatement();
        var row = update.executeQuery(TAKE_OVER)) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Returns the current epoch, in the caller's transaction.
  public static long latest(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var row = select.executeQuery(LATEST)) {
      row.next();
      return row.getLong(1);
    }
  }
}
