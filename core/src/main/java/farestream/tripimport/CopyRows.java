package farestream.tripimport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import farestream.sink.BinaryRows;
import farestream.sink.BinaryValues;
import farestream.sink.TripColumn;
import farestream.trip.CompletedTrip;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/// Trips encoded in the binary format of `COPY`, with the columns of [TripColumn#ALL] in that
/// order. Encoding needs no connection, so that another thread can do it.
public final class CopyRows {
  private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(ISO_8859_1);
  private static final int TRAILER = -1;

  private final byte[] bytes;

  private CopyRows(byte[] bytes) {
    this.bytes = bytes;
  }

  public static CopyRows of(List<CompletedTrip> trips) {
    var bytes =
        new BinaryValues(trips.size() * BinaryRows.TYPICAL_ROW_SIZE + SIGNATURE.length + 16);
    bytes.putBytes(SIGNATURE);
    // No flags, no header extension.
    bytes.putInt(0);
    bytes.putInt(0);
    for (var trip : trips) {
      bytes.putShort(TripColumn.ALL.size());
      for (var column : TripColumn.ALL) {
        bytes.value(column.type(), column.value().apply(trip));
      }
    }
    bytes.putShort(TRAILER);
    return new CopyRows(bytes.toByteArray());
  }

  void writeTo(CopyIn copy) throws SQLException {
    copy.writeToCopy(bytes, 0, bytes.length);
    copy.endCopy();
  }
}
