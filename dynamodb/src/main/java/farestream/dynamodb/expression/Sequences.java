package farestream.dynamodb.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.AttributeValue.SS;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Compares values and searches values that are sequences of characters, bytes or elements.
final class Sequences {
  // In the worst case, the JDK's search takes time proportional to the product of both lengths.
  private static final int MAX_SIMPLE_SEARCH = 64;

  private Sequences() {}

  /// Compares two strings, two numbers or two binaries. Returns null for other or different types.
  static @Nullable Integer order(AttributeValue left, AttributeValue right) {
    if (left instanceof S(var a) && right instanceof S(var b)) {
      return compareAsUtf8(a, b);
    }
    if (left instanceof N(var a) && right instanceof N(var b)) {
      return a.compareTo(b);
    }
    if (left instanceof B(var a) && right instanceof B(var b)) {
      return a.compareTo(b);
    }
    return null;
  }

  /// Compares strings by their bytes in UTF-8. `String.compareTo` differs for characters outside
  /// the basic multilingual plane because surrogates are smaller than U+E000 to U+FFFF.
  private static int compareAsUtf8(String left, String right) {
    var length = Math.min(left.length(), right.length());
    for (var i = 0; i < length; i++) {
      var a = left.charAt(i);
      var b = right.charAt(i);
      if (a != b) {
        var surrogates = (Character.isSurrogate(a) ? 1 : 0) - (Character.isSurrogate(b) ? 1 : 0);
        return surrogates != 0 ? surrogates : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  static boolean beginsWith(@Nullable AttributeValue value, @Nullable AttributeValue prefix) {
    if (value instanceof S(var text) && prefix instanceof S(var start)) {
      return text.startsWith(start);
    }
    if (value instanceof B(var whole) && prefix instanceof B(var start)) {
      var length = start.bytes().length;
      return length <= whole.bytes().length
          && Arrays.equals(whole.bytes(), 0, length, start.bytes(), 0, length);
    }
    return false;
  }

  static boolean contains(@Nullable AttributeValue value, @Nullable AttributeValue part) {
    if (value == null || part == null) {
      return false;
    }
    return switch (value) {
      case S(var text) -> part instanceof S(var sought) && contains(text, sought);
      case B(var binary) ->
          part instanceof B(var sought) && contains(binary.bytes(), sought.bytes());
      case SS(var texts) -> part instanceof S(var sought) && texts.contains(sought);
      case NS(var numbers) -> part instanceof N(var sought) && numbers.contains(sought);
      case BS(var binaries) -> part instanceof B(var sought) && binaries.contains(sought);
      case L(var values) -> values.contains(part);
      default -> false;
    };
  }

  private static boolean contains(String text, String sought) {
    return sought.length() <= MAX_SIMPLE_SEARCH
        ? text.contains(sought)
        : contains(text.getBytes(UTF_8), sought.getBytes(UTF_8));
  }

  /// Searches in linear time for all inputs, with the Knuth-Morris-Pratt algorithm.
  private static boolean contains(byte[] bytes, byte[] sought) {
    if (sought.length == 0) {
      return true;
    }
    if (sought.length > bytes.length) {
      return false;
    }
    var borders = borders(sought);
    var matched = 0;
    for (var each : bytes) {
      while (matched > 0 && each != sought[matched]) {
        matched = borders[matched - 1];
      }
      if (each == sought[matched]) {
        matched++;
      }
      if (matched == sought.length) {
        return true;
      }
    }
    return false;
  }

  /// Returns, for each prefix of the pattern, the length of its longest proper border.
  private static int[] borders(byte[] pattern) {
    var borders = new int[pattern.length];
    var length = 0;
    for (var i = 1; i < pattern.length; i++) {
      while (length > 0 && pattern[i] != pattern[length]) {
        length = borders[length - 1];
      }
      if (pattern[i] == pattern[length]) {
        length++;
      }
      borders[i] = length;
    }
    return borders;
  }
}
