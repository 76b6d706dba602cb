package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Reads the bytes of a [ByteSink]. Not thread-safe.
final class ByteSource {
  private final byte[] bytes;
  private int position;

  ByteSource(byte[] bytes) {
    this(bytes, 0);
  }

  ByteSource(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /// Returns the whole array, including the bytes that were already read.
  byte[] bytes() {
    return bytes;
  }

  /// Skips bytes.
  ///
  /// @return the position of the first skipped byte
  int skip(int count) {
    position += count;
    return position - count;
  }

  int take() {
    return bytes[position++];
  }

  int takeNumber() {
    return (int) takeLong();
  }

  long takeLong() {
    var number = 0L;
    for (var shift = 0; ; shift += 7) {
      var b = bytes[position++];
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
  }

  String takeText() {
    var length = takeNumber();
    position += length;
    return new String(bytes, position - length, length, UTF_8);
  }

  byte[] takeBytes() {
    var length = takeNumber();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }
}
