package farestream.cli.console;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Decides which characters are printed unchanged. Control characters, characters that change the
/// text's direction and invisible characters are printed as JSON escapes (`\u001b`). So they have
/// no effect on a terminal, and within a JSON string they still mean the same character.
final class Printable {
  private static final Set<UnicodeScript> NEVER_JOINED =
      Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

  /// The first code point of scripts with joined letters. Latin, Greek, Cyrillic and Armenian come
  /// before it.
  private static final int FIRST_JOINED = 0x590;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Printable() {}

  /// Escapes untrusted text for one line.
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

  /// Zero-width joiners, which Persian and Indian names and some emoji need.
  private static boolean isJoiner(int character) {
    return character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
  }

  private static boolean isJoined(int previous) {
    return previous >= FIRST_JOINED && !NEVER_JOINED.contains(UnicodeScript.of(previous));
  }

  /// Characters that are letters by category but invisible.
  private static boolean isBlankLetter(int character) {
    return switch (character) {
      case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 -> true;
      default -> false;
    };
  }
}
