package farestream.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Detects the encoding of a text by its byte order mark or, for UTF-16 without one, by the zero
/// bytes of its ASCII characters. Everything else is read as UTF-8: single-byte encodings can't
/// be distinguished and are never guessed.
final class TextEncoding {
  private TextEncoding() {}

  static Charset of(byte[] head) {
    if (startsWith(head, 0xff, 0xfe, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (startsWith(head, 0, 0, 0xfe, 0xff)) {
      return Charset.forName("UTF-32BE");
    }
    if (startsWith(head, 0xff, 0xfe) || hasZeros(head, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(head, 0xfe, 0xff) || hasZeros(head, 0)) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (var at = 0; at < mark.length; at++) {
      if ((bytes[at] & 0xff) != mark[at]) {
        return false;
      }
    }
    return true;
  }

  /// Returns whether in each of the first byte pairs the byte at this position is zero and the
  /// other isn't.
  private static boolean hasZeros(byte[] bytes, int position) {
    final var pairs = 4;
    if (bytes.length < 2 * pairs) {
      return false;
    }
    for (var pair = 0; pair < pairs; pair++) {
      if (bytes[2 * pair + position] != 0 || bytes[2 * pair + 1 - position] == 0) {
        return false;
      }
    }
    return true;
  }
}
