package farestream.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Binds many rows to one statement as one array per column, for `unnest`.
public final class SqlArrays {
  private SqlArrays() {}

  /// Binds a `text[]` parameter.
  ///
  /// @param text returns the column's value of a row, or null
  public static <T> void texts(
      PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable String> text)
      throws SQLException {
    var texts = rows.stream().map(text).toArray(String[]::new);
    statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
  }
}
