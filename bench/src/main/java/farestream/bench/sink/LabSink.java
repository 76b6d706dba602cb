package farestream.bench.sink;

import farestream.stream.TripChange;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// Writes as the lab's function does: a connection per batch, a statement per row, one commit.
final class LabSink implements Sink {
  private static final String INSERT = TripSql.insert(ForeignKeys.TABLE);

  private final DataSource commands;

  LabSink(DataSource commands) {
    this.commands = commands;
  }

  @Override
  public void write(List<TripChange> batch) throws SQLException {
    try (var connection = commands.getConnection()) {
      connection.setAutoCommit(false);
      for (var change : batch) {
        try (var insert = connection.prepareStatement(INSERT)) {
          TripSql.bind(insert, change);
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  @Override
  public void close() {}
}
