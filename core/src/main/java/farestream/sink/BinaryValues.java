package farestream.sink;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/// Encodes values in PostgreSQL's binary format into a growing buffer: the length of each value,
/// then the bytes that the type's receive function decodes.
public final class BinaryValues {
  private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int NULL_LENGTH = -1;

  private ByteBuffer bytes;

  /// @param size the expected size in bytes
  public BinaryValues(int size) {
    this.bytes = ByteBuffer.allocate(size);
  }

  public int position() {
    return bytes.position();
  }

  public void putShort(int value) {
    ensureCapacity(Short.BYTES);
    bytes.putShort((short) value);
  }

  public void putInt(int value) {
    ensureCapacity(Integer.BYTES);
    bytes.putInt(value);
  }

  /// Overwrites four bytes that were written before.
  public void putInt(int position, int value) {
    bytes.putInt(position, value);
  }

  public void putBytes(byte[] value) {
    ensureCapacity(value.length);
    bytes.put(value);
  }

  public void value(TripColumn.Type type, @Nullable Object value) {
    if (value == null) {
      putInt(NULL_LENGTH);
      return;
    }
    switch (type) {
      case INT8 -> number((Long) value);
      case TEXT -> sized(((String) value).getBytes(StandardCharsets.UTF_8));
      case NUMERIC -> sized(ByteConverter.numeric((BigDecimal) value));
      case TIMESTAMP -> number(EPOCH.until((LocalDateTime) value, ChronoUnit.MICROS));
    }
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private void number(long value) {
    ensureCapacity(Integer.BYTES + Long.BYTES);
    bytes.putInt(Long.BYTES).putLong(value);
  }

  private void sized(byte[] value) {
    ensureCapacity(Integer.BYTES + value.length);
    bytes.putInt(value.length).put(value);
  }

  private void ensureCapacity(int length) {
    if (bytes.remaining() < length) {
      var larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + length));
      bytes = larger.put(bytes.flip());
    }
  }
}
