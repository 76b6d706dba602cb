package farestream.document;

import java.util.List;
import java.util.Optional;

/// Rows for people, as text, for whatever shows them.
///
/// @param totals a cell for each column; no cell where nothing is to be summed up
public record ReportTable(List<Column> columns, List<Row> rows, List<String> totals) {

  /// @param isAmount whether its cells are amounts
  public record Column(String title, boolean isAmount) {

    static Column text(String title) {
      return new Column(title, false);
    }

    static Column amount(String title) {
      return new Column(title, true);
    }
  }

  /// @param note what is to be said of the row, below it or at its end
  public record Row(List<String> cells, Optional<String> note) {}
}
