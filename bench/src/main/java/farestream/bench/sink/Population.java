package farestream.bench.sink;

import java.sql.SQLException;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/// The riders and drivers of a ledger. There are as many riders as drivers, with ids from 1.
///
/// @param people the number of riders, and of drivers
/// @param isSkewed whether a person's share of the trips is proportional to 1 / id
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

  /// Draws the id of a person.
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
