package farestream.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Rows in aligned columns, numbers to the right, as psql prints them.
final class TextTable {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean hasTotal;

  TextTable(String... header) {
    this.header = List.of(header);
  }

  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  TextTable row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException("a row has a cell for each column");
    }
    rows.add(cells.stream().map(TextTable::onOneLine).toList());
    return this;
  }

  /// The last row, which sums up the others.
  void total(String... cells) {
    row(cells);
    hasTotal = true;
  }

  /// To the second, in UTC.
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Text of others with nothing in it that would end the line or that a terminal would obey.
  static String onOneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]+", " ");
  }

  void print(PrintWriter out) {
    var widths = new int[header.size()];
    for (var column = 0; column < widths.length; column++) {
      widths[column] = width(header.get(column));
      for (var row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    printRow(out, header, widths, false);
    var line = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : "+").append("-".repeat(widths[column] + 2));
    }
    out.println(line);
    var last = rows.size() - (hasTotal ? 1 : 0);
    rows.subList(0, last).forEach(row -> printRow(out, row, widths, true));
    if (hasTotal) {
      out.println(line);
      printRow(out, rows.getLast(), widths, true);
    }
  }

  private static void printRow(PrintWriter out, List<String> cells, int[] widths, boolean data) {
    var line = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      var cell = cells.get(column);
      var padding = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? " " : " | ")
          .append(data && NUMBER.matcher(cell).matches() ? padding + cell : cell + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
