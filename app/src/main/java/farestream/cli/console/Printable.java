package farestream.cli.console;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// What may be printed as it is. A character that a terminal obeys, that turns the direction of
/// the text or that can't be seen is printed as JSON escapes it: so it does nothing, and in JSON,
/// where it stands in a string, it stays the same character.
final class Printable {
  private static final Set<UnicodeScript> NEVER_JOINED =
      Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

  /// The first letters that are joined; what comes before is Latin, Greek, Cyrillic and Armenian.
  private static final int FIRST_JOINED = 0x590;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Printable() {}

  /// Text of others for one line.
  static String onOneLine(String text) {
    var line = new StringBuilder(text.length());
    int previous = ' ';
    for (var at = 0; at < text.length(); ) {
      var character = text.codePointAt(at);
      append(line, character, previous);
      previous = character;
      at += Character.charCount(character);
    }
    return line.toString();
  }

  /// @param previous the character before it
  static void append(StringBuilder line, int character, int previous) {
    if (is(character, previous)) {
      line.appendCodePoint(character);
      return;
    }
    for (var unit : Character.toChars(character)) {
      line.append("\\u%04x".formatted((int) unit));
    }
  }

  private static boolean is(int character, int previous) {
    if (character < 0x7f) {
      return character >= ' ';
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> isJoiner(character) && isJoined(previous);
      default -> !isBlankLetter(character);
    };
  }

  /// Persian and Indian names and some pictures need them.
  private static boolean isJoiner(int character) {
    return character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
  }

  private static boolean isJoined(int previous) {
    return previous >= FIRST_JOINED && !NEVER_JOINED.contains(UnicodeScript.of(previous));
  }

  /// Letters by name that nobody sees.
  private static boolean isBlankLetter(int character) {
    return switch (character) {
      case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 -> true;
      default -> false;
    };
  }
}
