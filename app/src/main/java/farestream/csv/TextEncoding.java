package farestream.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The encoding of a text, told by its byte order mark or, for UTF-16 without one, by the zero
/// bytes that its ASCII characters have. All else is read as UTF-8: an encoding of one byte a
/// character can't be told from another, and isn't guessed.
final class TextEncoding {
  private TextEncoding() {}

  static Charset of(byte[] beginning) {
    if (startsWith(beginning, 0xff, 0xfe, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (startsWith(beginning, 0, 0, 0xfe, 0xff)) {
      return Charset.forName("UTF-32BE");
    }
    if (startsWith(beginning, 0xff, 0xfe) || hasZeros(beginning, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(beginning, 0xfe, 0xff) || hasZeros(beginning, 0)) {
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

  /// Whether of the first pairs of bytes this one is zero, and the other isn't.
  private static boolean hasZeros(byte[] bytes, int place) {
    final var pairs = 4;
    if (bytes.length < 2 * pairs) {
      return false;
    }
    for (var pair = 0; pair < pairs; pair++) {
      if (bytes[2 * pair + place] != 0 || bytes[2 * pair + 1 - place] == 0) {
        return false;
      }
    }
    return true;
  }
}
