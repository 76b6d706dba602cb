package farestream.cli.console;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The widths of a table's columns. To fit a narrow terminal the widest columns are shortened
/// first: titles and text are truncated, but never a number, the first column or a tripinfo.
final class ColumnWidths {
  private static final int MIN_WIDTH = 5;
  private static final int SEPARATOR_WIDTH = 3;

  private final int[] widths;
  private final int[] minimums;

  ColumnWidths(List<String> header, List<List<String>> rows) {
    this.widths =
        IntStream.range(0, header.size())
            .map(column -> widest(cells(column, List.of(header), rows)))
            .toArray();
    this.minimums =
        IntStream.range(0, header.size())
            .map(
                column ->
                    column == 0 || header.get(column).equals(TextTable.TRIPINFO)
                        ? widths[column]
                        : minimum(cells(column, List.of(), rows).toList(), widths[column]))
            .toArray();
  }

  private static Stream<String> cells(
      int column, Collection<List<String>> header, List<List<String>> rows) {
    return Stream.concat(header.stream(), rows.stream()).map(row -> row.get(column));
  }

  private static int widest(Stream<String> cells) {
    return cells.mapToInt(ColumnWidths::width).max().orElse(0);
  }

  private static int minimum(List<String> cells, int widest) {
    var numbers = cells.stream().filter(cell -> TextTable.NUMBER.matcher(cell).matches());
    return Math.min(widest, Math.max(MIN_WIDTH, widest(numbers)));
  }

  /// Shortens columns until the table fits.
  ///
  /// @param columns the available width, in characters
  /// @return whether the table fits
  boolean fit(int columns) {
    for (var excess = total() - columns; excess > 0; excess--) {
      var widest =
          IntStream.range(0, widths.length)
              .filter(column -> widths[column] > minimums[column])
              .reduce((one, other) -> widths[other] > widths[one] ? other : one);
      if (widest.isEmpty()) {
        return false;
      }
      widths[widest.getAsInt()]--;
    }
    return true;
  }

  private int total() {
    return IntStream.of(widths).sum() + SEPARATOR_WIDTH * widths.length - 1;
  }

  /// Returns the rule between the header and the rows.
  String line() {
    var line = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : "+").append("-".repeat(widths[column] + 2));
    }
    return line.toString();
  }

  String padded(int column, String cell, boolean rightAligned) {
    var shown = shortened(cell, widths[column]);
    var padding = " ".repeat(widths[column] - width(shown));
    return rightAligned ? padding + shown : shown + padding;
  }

  /// Truncates a text to a number of columns; a truncated text ends with `…`.
  static String shortened(String text, int columns) {
    return width(text) <= columns
        ? text
        : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
  }

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
