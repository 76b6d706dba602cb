package farestream.ledger;

import static java.util.stream.Collectors.joining;

import farestream.ledger.Ledger.Candidate;
import farestream.ledger.Ledger.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes the rows of `trips`: a whole wave in one statement, each trip at most once.
///
/// A trip that has a row is amended if the change is later than the one it was written from and
/// makes a difference; the trigger `trips_keep_history` keeps what it was.
final class TripRows {
  private static final String WRITE = statement(TripColumn.ALL);

  private TripRows() {}

  static Written write(Connection connection, List<Candidate> wave) throws SQLException {
    try (var upsert = connection.prepareStatement(WRITE)) {
      var index = 1;
      for (var column : TripColumn.ALL) {
        var values = wave.stream().map(column.value()).toArray();
        upsert.setArray(index++, connection.createArrayOf(column.type(), values));
      }
      try (var counts = upsert.executeQuery()) {
        counts.next();
        var recorded = counts.getInt(1);
        var amended = counts.getInt(2);
        return new Written(recorded, amended, wave.size() - recorded - amended);
      }
    }
  }

  private static String statement(List<TripColumn> columns) {
    var data = columns.stream().map(TripColumn::name).filter(TripRows::isData).toList();
    return """
    with written as (
      insert into trips (%s)
      select * from unnest(%s)
      on conflict on constraint a_trip_is_recorded_once do update set %s
      where trips.sequence_number < excluded.sequence_number
        and (%s) is distinct from (%s)
      returning xmax = 0 as is_new
    )
    select count(*) filter (where is_new), count(*) filter (where not is_new) from written
    """
        .formatted(
            columns.stream().map(TripColumn::name).collect(joining(", ")),
            columns.stream().map(column -> "?::" + column.type() + "[]").collect(joining(", ")),
            columns.stream()
                .map(TripColumn::name)
                .filter(name -> !isKey(name))
                .map(name -> name + " = excluded." + name)
                .collect(joining(", ")),
            data.stream().map(name -> "trips." + name).collect(joining(", ")),
            data.stream().map(name -> "excluded." + name).collect(joining(", ")));
  }

  private static boolean isKey(String column) {
    return column.equals("rider_email") || column.equals("trip_info");
  }

  private static boolean isData(String column) {
    return !isKey(column) && !column.equals("sequence_number");
  }
}
