package farestream.sink;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/// An array of rows in PostgreSQL's binary format, as the server's `array_recv` and `record_recv`
/// read it.
public final class BinaryRows {
  private static final int OF_NO_LENGTH_YET = -1;
  public static final int A_ROW_AS_A_RULE = 768;
  private static final int HEADER = 5 * Integer.BYTES;

  private final BinaryValues bytes;
  private int rowBegan;

  public BinaryRows(int rowOid, int count) {
    this.bytes = new BinaryValues(HEADER + count * A_ROW_AS_A_RULE);
    // One dimension, no null among the rows, counted from 1.
    bytes.putInt(1);
    bytes.putInt(0);
    bytes.putInt(rowOid);
    bytes.putInt(count);
    bytes.putInt(1);
  }

  public void beginRow(int columns) {
    rowBegan = bytes.position();
    bytes.putInt(OF_NO_LENGTH_YET);
    bytes.putInt(columns);
  }

  public void endRow() {
    bytes.putInt(rowBegan, bytes.position() - rowBegan - Integer.BYTES);
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
