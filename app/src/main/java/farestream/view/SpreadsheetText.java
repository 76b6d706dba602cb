package farestream.view;

import java.util.regex.Pattern;

/// What others wrote, in a cell of a spreadsheet.
public final class SpreadsheetText {
  private static final Pattern FORMULA =
      Pattern.compile(
          "[\\t\\r\\n]|[\\s\\p{Z}\\p{C}]*[=+@\\-\uFF1D\uFF0B\uFF20\uFF0D\uFE66\uFE62\uFE6B\uFE63\u2212]");

  private SpreadsheetText() {}

  /// Begins with an apostrophe where a spreadsheet would take it for a formula and run it, also
  /// behind blanks and marks that nobody sees, and in the wide forms of East Asian scripts.
  public static String of(String written) {
    return FORMULA.matcher(written).lookingAt() ? "'" + written : written;
  }
}
