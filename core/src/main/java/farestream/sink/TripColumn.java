package farestream.sink;

import farestream.money.Money;
import farestream.trip.CompletedTrip;
import farestream.trip.TripStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of `trips` and the function that reads its value from a trip. Statements and their
/// parameters are built from [#ALL]. The type `incoming_trip` has the same columns in the same
/// order, followed by the record's sequence number and creation time.
public record TripColumn(String name, Type type, Function<CompletedTrip, @Nullable Object> value) {

  /// The PostgreSQL type of a column, with the Java class of its values.
  public enum Type {
    /// `Long`
    INT8,
    /// `String`
    TEXT,
    /// `BigDecimal`
    NUMERIC,
    /// `LocalDateTime`, in UTC
    TIMESTAMP;

    /// Returns the type's name in SQL.
    public String sql() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final List<TripColumn> ALL =
      List.of(
          number("rider_id", trip -> Optional.of(trip.rider().id())),
          number("driver_id", trip -> Optional.of(trip.driver().id())),
          text("rider_name", trip -> trip.rider().name()),
          text("rider_mobile", trip -> trip.rider().mobile()),
          text("rider_email", trip -> Optional.of(trip.key().riderEmail())),
          text("trip_info", trip -> Optional.of(trip.key().tripInfo())),
          text("driver_name", trip -> trip.driver().name()),
          text("driver_email", trip -> trip.driver().email()),
          text("driver_mobile", trip -> trip.driver().mobile()),
          text("vehicle_id", trip -> trip.driver().vehicle()),
          number("cab_type_id", trip -> trip.driver().cabType()),
          number("vendor_id", trip -> trip.driver().vendor()),
          time("pickup_datetime", trip -> trip.pickup().time()),
          time("dropoff_datetime", trip -> trip.dropoff().time()),
          text("store_and_fwd_flag", trip -> trip.ride().storeAndForward()),
          number("rate_code_id", trip -> trip.ride().rateCode()),
          measure("pickup_longitude", trip -> trip.pickup().longitude()),
          measure("pickup_latitude", trip -> trip.pickup().latitude()),
          measure("dropoff_longitude", trip -> trip.dropoff().longitude()),
          measure("dropoff_latitude", trip -> trip.dropoff().latitude()),
          number("passenger_count", trip -> trip.ride().passengers()),
          measure("trip_distance", trip -> trip.ride().distanceMiles()),
          money("fare_amount", trip -> trip.fare().meter()),
          money("extra", trip -> trip.fare().extra()),
          money("mta_tax", trip -> trip.fare().mtaTax()),
          money("tip_amount", trip -> trip.fare().tip()),
          money("tolls_amount", trip -> trip.fare().tolls()),
          money("ehail_fee", trip -> trip.fare().ehailFee()),
          money("improvement_surcharge", trip -> trip.fare().improvementSurcharge()),
          money("total_amount", trip -> trip.fare().total()),
          number("payment_type", trip -> trip.ride().paymentType()),
          number("trip_type", trip -> trip.ride().tripType()),
          number("pickup_location_id", trip -> trip.pickup().zone()),
          number("dropoff_location_id", trip -> trip.dropoff().zone()),
          text("status", trip -> Optional.of(TripStatus.COMPLETED.text())),
          money("congestion_surcharge", trip -> trip.fare().congestionSurcharge()),
          money("airport_fee", trip -> trip.fare().airportFee()),
          money("cbd_congestion_fee", trip -> trip.fare().cbdCongestionFee()),
          money("other_amount", trip -> trip.fare().other()));

  private static TripColumn number(String name, Function<CompletedTrip, Optional<Long>> value) {
    return of(name, Type.INT8, value);
  }

  private static TripColumn text(String name, Function<CompletedTrip, Optional<String>> value) {
    return of(name, Type.TEXT, value);
  }

  private static TripColumn measure(
      String name, Function<CompletedTrip, Optional<BigDecimal>> value) {
    return of(name, Type.NUMERIC, value);
  }

  private static TripColumn money(String name, Function<CompletedTrip, Money> value) {
    return of(name, Type.NUMERIC, value.andThen(money -> Optional.of(money.amount())));
  }

  private static TripColumn time(String name, Function<CompletedTrip, Instant> value) {
    return of(
        name,
        Type.TIMESTAMP,
        value.andThen(time -> Optional.of(LocalDateTime.ofInstant(time, ZoneOffset.UTC))));
  }

  private static <T> TripColumn of(
      String name, Type type, Function<CompletedTrip, Optional<T>> value) {
    return new TripColumn(name, type, trip -> value.apply(trip).<Object>map(t -> t).orElse(null));
  }
}
