package farestream.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;

/// The result of one or more checks: the first difference, and the number of rows that differ.
record Findings(Optional<Difference> first, long rows) {

  static final Findings NONE = new Findings(Optional.empty(), 0);

  private static final String CHECK = "check";

  private static final String DATA_EXCEPTION = "22";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final TypeReference<LinkedHashMap<String, String>> KEYS = new TypeReference<>() {};

  /// Runs a check. If the check fails because of an invalid stored value (SQLSTATE class 22),
  /// that counts as a difference, and the next check can run.
  static Findings of(Handle handle, String check) {
    handle.savepoint(CHECK);
    try {
      return found(handle, check);
    } catch (StatementException failed) {
      if (failed.getCause() instanceof SQLException cause
          && cause.getSQLState().startsWith(DATA_EXCEPTION)) {
        handle.rollbackToSavepoint(CHECK);
        return new Findings(Optional.of(invalidValue(cause.getSQLState())), 1);
      }
      throw failed;
    }
  }

  private static Difference invalidValue(String state) {
    return new Difference(
        "a value is invalid or out of range",
        Map.of(),
        "error",
        Optional.of(state),
        Optional.empty());
  }

  private static Findings found(Handle handle, String check) {
    return handle
        .createQuery(
            "with difference as materialized ("
                + check
                + """
                )
                select what, rows::text, figure, found, expected,
                  (select count(*) from (select distinct what, rows from difference) as each)
                    as row_count
                from difference order by sort_key, number limit 1
                """)
        .map((row, _) -> new Findings(Optional.of(difference(row)), row.getLong("row_count")))
        .findOne()
        .orElse(NONE);
  }

  /// Combines both, keeping the first difference of this one if it has any.
  Findings and(Findings later) {
    return new Findings(first.or(later::first), rows + later.rows);
  }

  private static Difference difference(ResultSet row) throws SQLException {
    return new Difference(
        row.getString("what"),
        keys(row.getString("rows")),
        row.getString("figure"),
        Optional.ofNullable(row.getString("found")),
        Optional.ofNullable(row.getString("expected")));
  }

  private static Map<String, String> keys(String object) {
    try {
      return JSON.readValue(object, KEYS);
    } catch (JsonProcessingException notFromPostgres) {
      throw new IllegalStateException(object, notFromPostgres);
    }
  }
}
