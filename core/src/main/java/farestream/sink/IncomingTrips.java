package farestream.sink;

import farestream.trip.CompletedTrip;
import farestream.trip.Limits;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/// Encodes trips as one parameter of type `incoming_trip[]` in PostgreSQL's binary format: neither
/// side formats or parses text, and the server unnests one array instead of forty.
public final class IncomingTrips {
  private static final String OIDS =
      "select 'incoming_trip'::regtype::oid, 'incoming_trip[]'::regtype::oid";

  private final BaseConnection connection;
  private final int rowOid;
  private final int arrayOid;

  public IncomingTrips(Connection connection) throws SQLException {
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
      var sequenceNumber = new BigDecimal(acceptedTrip.change().sequenceNumber());
      add(rows, acceptedTrip.trip(), sequenceNumber, created(acceptedTrip));
    }
    return array(rows);
  }

  /// Encodes trips of no record, without a round trip to the server. An absent trip is a row of
  /// nulls.
  public PgArray withoutRecord(List<Optional<CompletedTrip>> trips) {
    var rows = new BinaryRows(rowOid, trips.size());
    trips.forEach(trip -> add(rows, trip.orElse(null), null, null));
    return array(rows);
  }

  private static void add(
      BinaryRows rows,
      @Nullable CompletedTrip trip,
      @Nullable BigDecimal sequenceNumber,
      @Nullable LocalDateTime created) {
    rows.beginRow(TripColumn.ALL.size() + 2);
    for (var column : TripColumn.ALL) {
      rows.column(column.type(), trip == null ? null : column.value().apply(trip));
    }
    rows.column(TripColumn.Type.NUMERIC, sequenceNumber);
    rows.column(TripColumn.Type.TIMESTAMP, created);
    rows.endRow();
  }

  private PgArray array(BinaryRows rows) {
    try {
      return new PgArray(connection, arrayOid, rows.toByteArray());
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
