package farestream.cli.console;

import java.util.Optional;
import java.util.regex.Pattern;

/// Texts of others, such as keys and reasons, as a cell of a table or within a line.
public final class CellText {
  private static final int LONGEST_CELL = 80;

  /// What would break a line, or what a terminal would obey.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private CellText() {}

  public static String of(String text) {
    var line = oneLine(text);
    return line.codePointCount(0, line.length()) <= LONGEST_CELL
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_CELL)) + "…";
  }

  public static String oneLine(Optional<String> text) {
    return oneLine(text.orElse(""));
  }

  public static String oneLine(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
  }
}
