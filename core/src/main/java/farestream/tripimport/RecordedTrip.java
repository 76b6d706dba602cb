package farestream.tripimport;

import farestream.money.Money;
import farestream.trip.CompletedTrip;
import farestream.trip.Driver;
import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Rider;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Maps a row of `trips` to a trip, the inverse of [TripColumn].
final class RecordedTrip {
  private RecordedTrip() {}

  static CompletedTrip of(ResultSet row) throws SQLException {
    var key = new TripKey(row.getString("rider_email"), row.getString("trip_info"));
    return new CompletedTrip(
        key,
        new Rider(
            row.getLong("rider_id"),
            key.riderEmail(),
            text(row, "rider_name"),
            text(row, "rider_mobile")),
        driver(row),
        stop(row, "pickup"),
        stop(row, "dropoff"),
        ride(row),
        fare(row));
  }

  private static Driver driver(ResultSet row) throws SQLException {
    return new Driver(
        row.getLong("driver_id"),
        text(row, "driver_name"),
        text(row, "driver_email"),
        text(row, "driver_mobile"),
        text(row, "vehicle_id"),
        number(row, "cab_type_id"),
        number(row, "vendor_id"));
  }

  private static Stop stop(ResultSet row, String end) throws SQLException {
    return new Stop(
        row.getObject(end + "_datetime", LocalDateTime.class).toInstant(ZoneOffset.UTC),
        measure(row, end + "_longitude"),
        measure(row, end + "_latitude"),
        number(row, end + "_location_id"));
  }

  private static Ride ride(ResultSet row) throws SQLException {
    return new Ride(
        measure(row, "trip_distance"),
        number(row, "passenger_count"),
        number(row, "rate_code_id"),
        number(row, "payment_type"),
        number(row, "trip_type"),
        text(row, "store_and_fwd_flag"));
  }

  private static Fare fare(ResultSet row) throws SQLException {
    return new Fare(
        money(row, "fare_amount"),
        money(row, "extra"),
        money(row, "mta_tax"),
        money(row, "tip_amount"),
        money(row, "tolls_amount"),
        money(row, "ehail_fee"),
        money(row, "improvement_surcharge"),
        money(row, "congestion_surcharge"),
        money(row, "airport_fee"),
        money(row, "cbd_congestion_fee"),
        money(row, "other_amount"),
        money(row, "total_amount"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }

  private static Optional<BigDecimal> measure(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getBigDecimal(column));
  }

  private static Money money(ResultSet row, String column) throws SQLException {
    return new Money(row.getBigDecimal(column));
  }
}
