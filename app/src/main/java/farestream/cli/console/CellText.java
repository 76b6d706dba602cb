package farestream.cli.console;

import java.util.Optional;
import java.util.regex.Pattern;

/// Makes untrusted text, such as keys and reasons, printable on one line of output. Control and
/// invisible characters are escaped as [Printable] does.
public final class CellText {
  private static final int MAX_CELL_LENGTH = 80;
  private static final Pattern BLANKS = Pattern.compile("[\\t\\n\\r]+");

  private CellText() {}

  /// Returns the text on one line, cut to at most 80 characters.
  public static String of(String text) {
    var line = oneLine(text);
    return line.codePointCount(0, line.length()) <= MAX_CELL_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_CELL_LENGTH)) + "…";
  }

  public static String oneLine(Optional<String> text) {
    return oneLine(text.orElse(""));
  }

  public static String oneLine(String text) {
    return Printable.onOneLine(BLANKS.matcher(text).replaceAll(" "));
  }
}
