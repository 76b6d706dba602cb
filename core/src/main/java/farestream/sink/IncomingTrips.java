package farestream.sink;

import farestream.trip.Limits;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/// Encodes trips as one parameter of type `incoming_trip[]` in PostgreSQL's binary format: neither
/// side formats or parses text, and the server unnests one array instead of forty.
final class IncomingTrips {
  private static final String OIDS =
      "select 'incoming_trip'::regtype::oid, 'incoming_trip[]'::regtype::oid";

  private final BaseConnection connection;
  private final int rowOid;
  private final int arrayOid;

  IncomingTrips(Connection connection) throws SQLException {
    this.connection = connection.unwrap(BaseConnection.class);
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(OIDS)) {
      row.next();
      this.rowOid = (int) row.getLong(1);
      this.arrayOid = (int) row.getLong(2);
    }
  }

  /// Returns the record's creation time in UTC; null if it is unknown or outside [Limits].
  private static @Nullable LocalDateTime created(AcceptedTrip acceptedTrip) {
    return acceptedTrip
        .change()
        .created()
        .filter(Limits::holds)
        .map(created -> LocalDateTime.ofInstant(created, ZoneOffset.UTC))
        .orElse(null);
  }

  /// Encodes the trips without a round trip to the server.
  PgArray of(List<AcceptedTrip> accepted) {
    var rows = new BinaryRows(rowOid, accepted.size());
    for (var acceptedTrip : accepted) {
      rows.beginRow(TripColumn.ALL.size() + 2);
      for (var column : TripColumn.ALL) {
        rows.column(column.type(), column.value().apply(acceptedTrip.trip()));
      }
      rows.column(TripColumn.Type.NUMERIC, new BigDecimal(acceptedTrip.change().sequenceNumber()));
      rows.column(TripColumn.Type.TIMESTAMP, created(acceptedTrip));
      rows.endRow();
    }
    try {
      return new PgArray(connection, arrayOid, rows.toByteArray());
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
