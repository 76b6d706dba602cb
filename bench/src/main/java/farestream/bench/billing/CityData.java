package farestream.bench.billing;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Inserts drivers and their trips by SQL, without the sink.
final class CityData {
  static final int DRIVERS = 100_000;
  private static final int CHUNK = 1_000_000;

  private static final String DRIVERS_SQL =
      """
      insert into drivers (driver_id, driver_name, payment_id)
      select number, 'driver' || number, 7 from generate_series(1, ?) as number
      on conflict do nothing
      """;

  /// Gives each driver as many trips, spread over the day, with amounts as a meter shows them.
  private static final String TRIPS_SQL =
      """
      insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
        dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
        improvement_surcharge, total_amount, payment_type, status)
      select 69257, number % ? + 1, 'person69257@example.com', 'bench ' || number,
        start, start + interval '11 minutes', fare, 0.5, 0.5, tip, 0, 0.3, fare + tip + 1.3,
        1 + number % 2, 'Completed'
      from (
        select number, cast(? as date) + number % 1400 * interval '1 minute' as start,
          (300 + number * 7919 % 4000) / 100.0 as fare, (number * 31 % 500) / 100.0 as tip
        from generate_series(cast(? as bigint), ?) as number) as trip
      """;

  private CityData() {}

  static void drivers(DataSource owner, int drivers) throws SQLException {
    try (var connection = owner.getConnection();
        var insert = connection.prepareStatement(DRIVERS_SQL)) {
      insert.setInt(1, drivers);
      insert.executeUpdate();
    }
  }

  /// Inserts trips.
  ///
  /// @param drivers the number of drivers, who get as many trips each
  /// @param day the day or the time at which the first trip begins, in UTC
  /// @param first the first trip's number; no other trips may have one of these numbers
  static void trips(DataSource owner, int drivers, String day, long first, long count)
      throws SQLException {
    try (var connection = owner.getConnection()) {
      // The triggers check references row by row; here they are known to be valid.
      execute(connection, "alter table trips disable trigger user");
      for (var begin = first; begin < first + count; begin += CHUNK) {
        try (var insert = connection.prepareStatement(TRIPS_SQL)) {
          insert.setInt(1, drivers);
          insert.setString(2, day);
          insert.setLong(3, begin);
          insert.setLong(4, Math.min(begin + CHUNK, first + count) - 1);
          insert.executeUpdate();
        }
      }
      execute(connection, "alter table trips enable trigger user");
      execute(connection, "vacuum analyze");
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
