package farestream.sink;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/// Encodes an array of rows in PostgreSQL's binary format, which the server decodes with
/// `array_recv` and `record_recv`.
public final class BinaryRows {
  /// The size of a typical row in bytes, to allocate the buffer; larger rows make it grow.
  public static final int TYPICAL_ROW_SIZE = 768;

  private static final int LENGTH_PLACEHOLDER = -1;
  private static final int HEADER = 5 * Integer.BYTES;

  private final BinaryValues bytes;
  private int rowStart;

  public BinaryRows(int rowOid, int count) {
    this.bytes = new BinaryValues(HEADER + count * TYPICAL_ROW_SIZE);
    // One dimension, no null rows, lower bound 1.
    bytes.putInt(1);
    bytes.putInt(0);
    bytes.putInt(rowOid);
    bytes.putInt(count);
    bytes.putInt(1);
  }

  public void beginRow(int columns) {
    rowStart = bytes.position();
    bytes.putInt(LENGTH_PLACEHOLDER);
    bytes.putInt(columns);
  }

  public void endRow() {
    bytes.putInt(rowStart, bytes.position() - rowStart - Integer.BYTES);
  }

  public void column(TripColumn.Type type, @Nullable Object value) {
    bytes.putInt(oid(type));
    bytes.value(type, value);
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
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
