package farestream.view;

import java.util.regex.Pattern;

/// Makes text from outside safe for the cells of a spreadsheet.
public final class SpreadsheetText {
  private static final Pattern FORMULA =
      Pattern.compile(
          "[\\t\\r\\n]|[\\s\\p{Z}\\p{C}]*[=+@\\-\uFF1D\uFF0B\uFF20\uFF0D\uFE66\uFE62\uFE6B\uFE63\u2212]");

  private SpreadsheetText() {}

  /// Prepends an apostrophe if a spreadsheet could run the text as a formula. Leading blanks,
  /// invisible characters and the full-width forms of East Asian scripts are taken into account.
  public static String of(String text) {
    return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
  }

  /// Removes the apostrophe that [#of] prepends, so that our own CSV can be read again.
  public static String original(String text) {
    return text.startsWith("'") && FORMULA.matcher(text.substring(1)).lookingAt()
        ? text.substring(1)
        : text;
  }
}
