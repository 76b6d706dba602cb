package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A growing byte array, to which variable-length numbers, strings and bytes are appended. Not
/// thread-safe.
final class ByteSink {
  private byte[] bytes = new byte[512];
  private int length;

  void put(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
  }

  /// Appends an unsigned number in LEB128: seven bits per byte, the lowest first.
  void putNumber(long number) {
    ensure(10);
    var rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void putText(String text) {
    putBytes(text.getBytes(UTF_8));
  }

  /// Appends the number of bytes, then the bytes.
  void putBytes(byte[] more) {
    putNumber(more.length);
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
