package farestream.bench.sink;

import farestream.ledger.TripColumn;
import farestream.stream.TripChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/// The limit: COPY into a table without a key, an index, a trigger or a checkpoint.
final class CopySink implements Sink {
  private final Connection connection;

  CopySink(DataSource owner) throws SQLException {
    this.connection = owner.getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("drop table if exists bare");
      statement.execute("create table bare as select " + TripSql.COLUMNS + " from trips limit 0");
    }
    connection.commit();
  }

  @Override
  public void write(List<TripChange> batch) throws SQLException {
    var text = new StringBuilder(512 * batch.size());
    for (var change : batch) {
      var trip = TripSql.trip(change);
      for (var column : TripColumn.ALL) {
        var value = column.value().apply(trip);
        text.append(value == null ? "\\N" : value).append('\t');
      }
      text.append(change.sequenceNumber()).append('\n');
    }
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy bare from stdin", new ByteArrayInputStream(bytes));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
