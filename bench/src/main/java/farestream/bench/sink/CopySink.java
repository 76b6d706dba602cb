package farestream.bench.sink;

import farestream.sink.TripColumn;
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

/// Writes with COPY into a table without triggers and without a checkpoint, as the upper limit.
final class CopySink implements Sink {
  private final Connection connection;
  private final String table;

  private CopySink(DataSource owner, String table) throws SQLException {
    this.connection = owner.getConnection();
    this.table = table;
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("drop table if exists " + table);
      statement.execute(
          "create table %s as select %s from trips limit 0".formatted(table, TripSql.COLUMNS));
    }
    connection.commit();
  }

  /// Returns a sink into a table without a key or an index.
  static CopySink bare(DataSource owner) throws SQLException {
    return new CopySink(owner, "bare");
  }

  /// Returns a sink into a table with the two indexes of `trips` whose order depends on the rider
  /// or the driver, so that inserts are spread over the whole index.
  static CopySink keyed(DataSource owner) throws SQLException {
    var sink = new CopySink(owner, "keyed");
    try (var statement = sink.connection.createStatement()) {
      statement.execute("create unique index on keyed (rider_email, trip_info)");
      statement.execute("create index on keyed (driver_id, dropoff_datetime)");
    }
    sink.connection.commit();
    return sink;
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
          .copyIn("copy %s from stdin".formatted(table), new ByteArrayInputStream(bytes));
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
