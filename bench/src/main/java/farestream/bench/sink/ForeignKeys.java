package farestream.bench.sink;

import java.sql.SQLException;
import javax.sql.DataSource;

/// A copy of `trips` whose references are enforced by six foreign keys instead of triggers, as is
/// usual.
final class ForeignKeys {
  static final String TABLE = "trips_by_foreign_keys";

  private ForeignKeys() {}

  static void createTable(DataSource owner) throws SQLException {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table " + TABLE + " (like trips including all)");
      statement.execute(
          "alter table "
              + TABLE
              + " add foreign key (rider_id) references riders,"
              + " add foreign key (driver_id) references drivers,"
              + " add foreign key (cab_type_id) references cab_types,"
              + " add foreign key (rate_code_id) references rate_codes,"
              + " add foreign key (payment_type) references payment_types,"
              + " add foreign key (status) references trip_status (status)");
      statement.execute(
          "create trigger trips_keep_history before update on "
              + TABLE
              + " for each row when (old.* is distinct from new.*)"
              + " execute function keep_the_previous_trip()");
      statement.execute("grant select, insert, update on " + TABLE + " to farestream");
    }
  }
}
