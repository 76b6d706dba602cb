package farestream.ledger;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.util.ByteConverter;

/// An array of rows in PostgreSQL's binary format, as the server's `array_recv` and `record_recv`
/// read it.
final class BinaryRows {
  private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int ABSENT = -1;
  private static final int A_ROW_AS_A_RULE = 768;
  private static final int HEADER = 5 * Integer.BYTES;

  private ByteBuffer bytes;
  private int rowBegan;

  BinaryRows(int rowOid, int count) {
    this.bytes = ByteBuffer.allocate(HEADER + count * A_ROW_AS_A_RULE);
    // One dimension, no null among the rows, counted from 1.
    bytes.putInt(1).putInt(0).putInt(rowOid).putInt(count).putInt(1);
  }

  void beginRow(int columns) {
    room(2 * Integer.BYTES);
    rowBegan = bytes.position();
    bytes.putInt(ABSENT).putInt(columns);
  }

  void endRow() {
    bytes.putInt(rowBegan, bytes.position() - rowBegan - Integer.BYTES);
  }

  void column(TripColumn.Type type, @Nullable Object value) {
    room(2 * Integer.BYTES + Long.BYTES);
    bytes.putInt(oid(type));
    if (value == null) {
      bytes.putInt(ABSENT);
      return;
    }
    switch (type) {
      case INT8 -> bytes.putInt(Long.BYTES).putLong((Long) value);
      case TEXT -> put(((String) value).getBytes(StandardCharsets.UTF_8));
      case NUMERIC -> put(ByteConverter.numeric((BigDecimal) value));
      case TIMESTAMP -> bytes.putInt(Long.BYTES).putLong(micros((LocalDateTime) value));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static long micros(LocalDateTime time) {
    return EPOCH.until(time, ChronoUnit.MICROS);
  }

  private void put(byte[] value) {
    room(Integer.BYTES + value.length);
    bytes.putInt(value.length).put(value);
  }

  private void room(int length) {
    if (bytes.remaining() < length) {
      var larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + length));
      bytes = larger.put(bytes.flip());
    }
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
