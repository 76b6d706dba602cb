package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;
import org.postgresql.util.ByteConverter;

/// Trips as one parameter of type `incoming_trip[]`, in PostgreSQL's binary format: neither side
/// makes or reads a text, and the server takes one array apart and not forty.
final class IncomingTrips {
  private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);
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

  PgArray of(List<Candidate> candidates) throws SQLException {
    var bytes = new ByteArrayOutputStream(512 * candidates.size());
    try (var out = new DataOutputStream(bytes)) {
      // One dimension, no null among the rows, counted from 1.
      out.writeInt(1);
      out.writeInt(0);
      out.writeInt(rowOid);
      out.writeInt(candidates.size());
      out.writeInt(1);
      var row = new ByteArrayOutputStream(512);
      for (var candidate : candidates) {
        row.reset();
        writeRow(new DataOutputStream(row), candidate);
        out.writeInt(row.size());
        row.writeTo(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new PgArray(connection, arrayOid, bytes.toByteArray());
  }

  private static void writeRow(DataOutputStream out, Candidate candidate) throws IOException {
    out.writeInt(TripColumn.ALL.size() + 1);
    for (var column : TripColumn.ALL) {
      write(out, column.type(), column.value().apply(candidate.trip()));
    }
    write(out, TripColumn.Type.NUMERIC, new BigDecimal(candidate.change().sequenceNumber()));
  }

  private static void write(DataOutputStream out, TripColumn.Type type, @Nullable Object value)
      throws IOException {
    out.writeInt(oid(type));
    if (value == null) {
      out.writeInt(-1);
      return;
    }
    switch (type) {
      case INT8 -> writeLong(out, (Long) value);
      case TEXT -> writeBytes(out, ((String) value).getBytes(StandardCharsets.UTF_8));
      case NUMERIC -> writeBytes(out, ByteConverter.numeric((BigDecimal) value));
      case TIMESTAMP -> writeLong(out, EPOCH.until((LocalDateTime) value, ChronoUnit.MICROS));
    }
  }

  private static void writeLong(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static int oid(TripColumn.Type type) {
    return switch (type) {
      case INT8 -> Oid.INT8;
      case TEXT -> Oid.TEXT;
      case NUMERIC -> Oid.NUMERIC;
      case TIMESTAMP -> Oid.TIMESTAMP;
    };
  }
}
