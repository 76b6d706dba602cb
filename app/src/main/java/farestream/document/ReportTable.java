package farestream.document;

import java.util.List;
import java.util.Optional;

/// A table as text, independent of the output format.
///
/// @param totals one cell per column; empty if the table has no totals
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

  /// @param note a remark about the row, shown below it or at its end
  public record Row(List<String> cells, Optional<String> note) {}
}
