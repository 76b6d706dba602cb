package farestream.cli.console;

import farestream.view.View;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A table with aligned columns, in psql's format; numbers are right-aligned.
public final class TextTable {
  static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  /// The title of the tripinfo column. It is never truncated, because users copy it into commands.
  static final String TRIPINFO = "tripinfo";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean hasTotal;

  public TextTable(String... header) {
    this.header = List.of(header);
  }

  /// Returns a table of the rows with the columns of a view.
  public static <T> TextTable of(View<T> view, List<? extends T> rows) {
    var shown = view.tableOf(rows);
    var table = new TextTable(shown.titles().toArray(String[]::new));
    rows.forEach(row -> table.row(shown.cells(row)));
    return table;
  }

  /// Returns a table of one object, with a row for each column of its view.
  public static <T> TextTable transposed(String name, String value, View<T> view, T object) {
    var shown = view.tableOf(List.of(object));
    var table = new TextTable(name, value);
    var values = shown.cells(object).iterator();
    shown.titles().forEach(title -> table.row(title, values.next()));
    return table;
  }

  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  public TextTable row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException("a row must have one cell per column");
    }
    rows.add(cells.stream().map(CellText::oneLine).toList());
    return this;
  }

  /// Adds the last row, which holds the totals.
  public void total(List<String> cells) {
    row(cells);
    hasTotal = true;
  }

  /// Formats a time in UTC, truncated to seconds.
  public static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Prints the table, fitted to the terminal's width if there is a terminal.
  public void print(PrintWriter out) {
    print(out, TerminalWidth.ask());
  }

  /// @param columns the available width, in characters; absent if unlimited
  public void print(PrintWriter out, Optional<Integer> columns) {
    var widths = new ColumnWidths(header, rows);
    if (columns.isPresent() && !widths.fit(columns.get())) {
      printExpanded(out, columns.get());
      return;
    }
    printRow(out, header, widths, false);
    var line = widths.line();
    out.println(line);
    var last = rows.size() - (hasTotal ? 1 : 0);
    rows.subList(0, last).forEach(row -> printRow(out, row, widths, true));
    if (hasTotal) {
      out.println(line);
      printRow(out, rows.getLast(), widths, true);
    }
  }

  private static void printRow(
      PrintWriter out, List<String> cells, ColumnWidths widths, boolean data) {
    var line = new StringBuilder();
    for (var column = 0; column < cells.size(); column++) {
      var cell = cells.get(column);
      line.append(column == 0 ? " " : " | ")
          .append(widths.padded(column, cell, data && NUMBER.matcher(cell).matches()));
    }
    out.println(line.toString().stripTrailing());
  }

  /// Prints one value per line, as psql's expanded format does, for a table that doesn't fit.
  private void printExpanded(PrintWriter out, int columns) {
    var longest = header.stream().mapToInt(ColumnWidths::width).max().orElse(0);
    for (var row = 0; row < rows.size(); row++) {
      out.println(
          hasTotal && row == rows.size() - 1 ? "-[ total ]-" : "-[ %d ]-".formatted(row + 1));
      for (var column = 0; column < header.size(); column++) {
        var title = header.get(column);
        var line =
            " %s%s | %s"
                .formatted(
                    title,
                    " ".repeat(longest - ColumnWidths.width(title)),
                    rows.get(row).get(column));
        out.println(
            title.equals(TRIPINFO) ? line : ColumnWidths.shortened(line, columns).stripTrailing());
      }
    }
  }
}
