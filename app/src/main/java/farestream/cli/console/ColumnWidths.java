package farestream.cli.console;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How wide each column of a table is. Where there is less room the widest are shortened:
/// titles and texts, never a number, the first column, or the name of a trip.
final class ColumnWidths {
  private static final int SHORTEST = 5;
  private static final int BETWEEN = 3;

  private final int[] widths;
  private final int[] least;

  ColumnWidths(List<String> header, List<List<String>> rows) {
    this.widths =
        IntStream.range(0, header.size())
            .map(column -> widest(cells(column, List.of(header), rows)))
            .toArray();
    this.least =
        IntStream.range(0, header.size())
            .map(
                column ->
                    column == 0 || header.get(column).equals(TextTable.TRIPINFO)
                        ? widths[column]
                        : least(cells(column, List.of(), rows).toList(), widths[column]))
            .toArray();
  }

  private static Stream<String> cells(
      int column, Collection<List<String>> header, List<List<String>> rows) {
    return Stream.concat(header.stream(), rows.stream()).map(row -> row.get(column));
  }

  private static int widest(Stream<String> cells) {
    return cells.mapToInt(ColumnWidths::width).max().orElse(0);
  }

  private static int least(List<String> cells, int widest) {
    var numbers = cells.stream().filter(cell -> TextTable.NUMBER.matcher(cell).matches());
    return Math.min(widest, Math.max(SHORTEST, widest(numbers)));
  }

  /// @return whether the table is no wider than that by now
  boolean fit(int columns) {
    for (var over = total() - columns; over > 0; over--) {
      var widest =
          IntStream.range(0, widths.length)
              .filter(column -> widths[column] > least[column])
              .reduce((one, other) -> widths[other] > widths[one] ? other : one);
      if (widest.isEmpty()) {
        return false;
      }
      widths[widest.getAsInt()]--;
    }
    return true;
  }

  private int total() {
    return IntStream.of(widths).sum() + BETWEEN * widths.length - 1;
  }

  /// Between the header and the rows.
  String line() {
    var line = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : "+").append("-".repeat(widths[column] + 2));
    }
    return line.toString();
  }

  String padded(int column, String cell, boolean toTheRight) {
    var shown = shortened(cell, widths[column]);
    var padding = " ".repeat(widths[column] - width(shown));
    return toTheRight ? padding + shown : shown + padding;
  }

  /// With `…` where something is left out.
  static String shortened(String text, int columns) {
    return width(text) <= columns
        ? text
        : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
  }

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
