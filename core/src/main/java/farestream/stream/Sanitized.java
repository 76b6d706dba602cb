package farestream.stream;

/// A value of an item as reasons show it: bounded, on one line, and without characters that a
/// terminal would obey or that PostgreSQL can't store.
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
    var isWhole = text.codePointCount(0, text.length()) <= MOST_CHARACTERS;
    return isWhole
        ? plain(text)
        : plain(text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS))) + "…";
  }

  /// The whole text, each such character replaced.
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
