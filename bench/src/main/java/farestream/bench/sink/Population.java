package farestream.bench.sink;

import java.sql.SQLException;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/// Who rides and drives: as many riders as drivers, numbered from 1.
///
/// @param people riders, and drivers as well
/// @param isSkewed whether a person's share of the trips falls with his number, as 1 / number
record Population(int people, boolean isSkewed) {

  static Population even(int people) {
    return new Population(people, false);
  }

  static Population skewed(int people) {
    return new Population(people, true);
  }

  void register(DataSource owner) throws SQLException {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into riders (rider_id, rider_name, rider_email)
          select number, 'person' || number, 'person' || number || '@example.com'
          from generate_series(1, %1$d) as number on conflict do nothing;
          insert into drivers (driver_id, driver_name, driver_email)
          select number, 'driver' || number, 'driver' || number || '@taxi.com'
          from generate_series(1, %1$d) as number on conflict do nothing
          """
              .formatted(people));
      statement.execute("vacuum analyze riders, drivers");
    }
  }

  /// Anybody of them.
  long draw(RandomGenerator random) {
    return isSkewed
        ? (long) Math.pow(people + 1.0, random.nextDouble())
        : random.nextLong(1, people + 1L);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d%s", people, isSkewed ? ", skewed" : "");
  }
}
