package farestream.cli.server;

import farestream.cli.console.TextTable;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Prints the rows of a query in psql's format.
final class SqlTable {
  private SqlTable() {}

  /// @return the number of rows
  static int print(Connection connection, String sql, PrintWriter out) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var table = new TextTable(header(rows));
      var count = 0;
      for (; rows.next(); count++) {
        table.row(cells(rows));
      }
      table.print(out);
      return count;
    }
  }

  private static String[] header(ResultSet rows) throws SQLException {
    var names = new String[rows.getMetaData().getColumnCount()];
    for (var column = 0; column < names.length; column++) {
      names[column] = rows.getMetaData().getColumnLabel(column + 1);
    }
    return names;
  }

  private static List<String> cells(ResultSet row) throws SQLException {
    var cells = new ArrayList<String>();
    for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      cells.add(Objects.requireNonNullElse(row.getString(column), ""));
    }
    return cells;
  }
}
