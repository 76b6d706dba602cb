package farestream.cli.console;

import java.util.Optional;
import java.util.regex.Pattern;

/// Sanitizes untrusted text, such as keys and reasons, for a table cell or a line of output.
public final class CellText {
  private static final int MAX_CELL_LENGTH = 80;

  /// Line breaks and terminal control characters.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private CellText() {}

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
    return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
  }
}
