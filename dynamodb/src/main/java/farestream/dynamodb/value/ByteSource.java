package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Reads what a [ByteSink] has written. Not thread-safe.
final class ByteSource {
  private final byte[] bytes;
  private int place;

  ByteSource(byte[] bytes) {
    this(bytes, 0);
  }

  ByteSource(byte[] bytes, int place) {
    this.bytes = bytes;
    this.place = place;
  }

  /// The whole array, read and unread.
  byte[] bytes() {
    return bytes;
  }

  /// @return where what is skipped begins
  int skip(int count) {
    place += count;
    return place - count;
  }

  int take() {
    return bytes[place++];
  }

  int takeNumber() {
    return (int) takeLong();
  }

  long takeLong() {
    var number = 0L;
    for (var shift = 0; ; shift += 7) {
      var b = bytes[place++];
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
  }

  String takeText() {
    var length = takeNumber();
    place += length;
    return new String(bytes, place - length, length, UTF_8);
  }

  byte[] takeBytes() {
    var length = takeNumber();
    place += length;
    return Arrays.copyOfRange(bytes, place - length, place);
  }
}
