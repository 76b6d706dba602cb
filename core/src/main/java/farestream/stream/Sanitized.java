package farestream.stream;

/// Formats an item's value for a fault: bounded, on one line, and with control characters, which a
/// terminal would obey or PostgreSQL can't store, replaced by U+FFFD.
final class Sanitized {
  private static final int MOST_CHARACTERS = 60;
  private static final int REPLACEMENT = 0xFFFD;

  private Sanitized() {}

  static String of(ItemValue value) {
    return switch (value) {
      case ItemValue.Text(var text) -> quoted(text);
      case ItemValue.Numeric(var digits) -> bounded(digits);
      case ItemValue.Other(var json) -> bounded(json);
    };
  }

  static String quoted(String text) {
    return "'" + bounded(text) + "'";
  }

  private static String bounded(String text) {
    var fits = text.codePointCount(0, text.length()) <= MOST_CHARACTERS;
    return fits
        ? plain(text)
        : plain(text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS))) + "…";
  }

  /// Returns the whole text with such characters replaced.
  static String plain(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .map(character -> isPlain(character) ? character : REPLACEMENT)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
