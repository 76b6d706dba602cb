package farestream.tlc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of TLC records, with all names they have had since 2009 in the TLC's files and in
/// copies that others publish. Names are compared without letter case, spaces, underscores and the
/// prefixes `tpep_` and `lpep_`.
enum TlcColumn {
  VENDOR("VendorID vendor_name vendor"),
  PICKUP_TIME("pickup_datetime Trip_Pickup_DateTime pickup_time pickup"),
  DROPOFF_TIME("dropoff_datetime Trip_Dropoff_DateTime dropoff_time dropoff"),
  PASSENGERS("passenger_count passengers"),
  DISTANCE("trip_distance distance"),
  RATE_CODE("RatecodeID Rate_Code"),
  STORE_AND_FORWARD("store_and_fwd_flag store_and_forward store_and_fwd"),
  PICKUP_ZONE("PULocationID pickup_location_id"),
  DROPOFF_ZONE("DOLocationID dropoff_location_id"),
  PICKUP_LONGITUDE("pickup_longitude Start_Lon"),
  PICKUP_LATITUDE("pickup_latitude Start_Lat"),
  DROPOFF_LONGITUDE("dropoff_longitude End_Lon"),
  DROPOFF_LATITUDE("dropoff_latitude End_Lat"),
  PAYMENT("payment_type payment"),
  FARE("fare_amount Fare_Amt fare"),
  EXTRA("extra surcharge"),
  MTA_TAX("mta_tax"),
  TIP("tip_amount Tip_Amt tip"),
  TOLLS("tolls_amount Tolls_Amt tolls"),
  EHAIL("ehail_fee"),
  IMPROVEMENT("improvement_surcharge imp_surcharge"),
  CONGESTION("congestion_surcharge"),
  AIRPORT("airport_fee"),
  CBD("cbd_congestion_fee"),
  TOTAL("total_amount Total_Amt total"),
  COLOR("color colour cab_type"),
  TRIP_TYPE("trip_type");

  /// The columns without which a record can't be billed.
  static final List<TlcColumn> REQUIRED = List.of(PICKUP_TIME, DROPOFF_TIME, TOTAL);

  /// The parts of the total that every month's file has.
  static final List<TlcColumn> PARTS = List.of(FARE, EXTRA, MTA_TAX, TIP, TOLLS);

  /// Files have either zones or [#COORDINATES].
  static final List<TlcColumn> ZONES = List.of(PICKUP_ZONE, DROPOFF_ZONE);

  static final List<TlcColumn> COORDINATES =
      List.of(PICKUP_LONGITUDE, PICKUP_LATITUDE, DROPOFF_LONGITUDE, DROPOFF_LATITUDE);

  private static final Map<String, TlcColumn> BY_NAME =
      Arrays.stream(values())
          .flatMap(column -> column.allNames().map(name -> Map.entry(normalized(name), column)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String names;

  /// @param names separated by spaces; the TLC's present name comes first
  TlcColumn(String names) {
    this.names = names;
  }

  /// Returns the TLC's present name of the column.
  String published() {
    return allNames().findFirst().orElseThrow();
  }

  static Optional<TlcColumn> named(String name) {
    return Optional.ofNullable(BY_NAME.get(normalized(name)));
  }

  static boolean isName(String name) {
    return named(name).isPresent();
  }

  private Stream<String> allNames() {
    return Arrays.stream(names.split(" "));
  }

  private static String normalized(String name) {
    var letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return letters.startsWith("tpep") || letters.startsWith("lpep")
        ? letters.substring(4)
        : letters;
  }
}
