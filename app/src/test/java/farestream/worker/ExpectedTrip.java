package farestream.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The row of `trips` expected for a completed item, column by column. The list of columns is
/// deliberately repeated here, so that a mistake in the sink's own list is detected.
record ExpectedTrip(SortedMap<String, String> columns) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private enum Kind {
    TEXT,
    NUMBER,
    MONEY,
    TIME
  }

  private record Pair(String attribute, String column, Kind kind) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("riderid", "rider_email", Kind.TEXT),
          new Pair("tripinfo", "trip_info", Kind.TEXT),
          new Pair("STATUS", "status", Kind.TEXT),
          new Pair("RIDER_ID", "rider_id", Kind.NUMBER),
          new Pair("RIDER_NAME", "rider_name", Kind.TEXT),
          new Pair("RIDER_MOBILE", "rider_mobile", Kind.TEXT),
          new Pair("DRIVER_ID", "driver_id", Kind.NUMBER),
          new Pair("DRIVER_NAME", "driver_name", Kind.TEXT),
          new Pair("DRIVER_EMAIL", "driver_email", Kind.TEXT),
          new Pair("DRIVER_MOBILE", "driver_mobile", Kind.TEXT),
          new Pair("VEHICLE_ID", "vehicle_id", Kind.TEXT),
          new Pair("CAB_TYPE_ID", "cab_type_id", Kind.NUMBER),
          new Pair("VENDOR_ID", "vendor_id", Kind.NUMBER),
          new Pair("TRIP_TYPE", "trip_type", Kind.NUMBER),
          new Pair("STORE_AND_FWD_FLAG", "store_and_fwd_flag", Kind.TEXT),
          new Pair("PICKUP_DATETIME", "pickup_datetime", Kind.TIME),
          new Pair("PICKUP_LONGITUDE", "pickup_longitude", Kind.NUMBER),
          new Pair("PICKUP_LATITUDE", "pickup_latitude", Kind.NUMBER),
          new Pair("PICKUP_LOCATION_ID", "pickup_location_id", Kind.NUMBER),
          new Pair("DROPOFF_DATETIME", "dropoff_datetime", Kind.TIME),
          new Pair("DROPOFF_LONGITUDE", "dropoff_longitude", Kind.NUMBER),
          new Pair("DROPOFF_LATITUDE", "dropoff_latitude", Kind.NUMBER),
          new Pair("DROPOFF_LOCATION_ID", "dropoff_location_id", Kind.NUMBER),
          new Pair("PASSENGER_COUNT", "passenger_count", Kind.NUMBER),
          new Pair("TRIP_DISTANCE", "trip_distance", Kind.NUMBER),
          new Pair("RATE_CODE_ID", "rate_code_id", Kind.NUMBER),
          new Pair("PAYMENT_TYPET", "payment_type", Kind.NUMBER),
          new Pair("FARE_AMOUNT", "fare_amount", Kind.MONEY),
          new Pair("EXTRA", "extra", Kind.MONEY),
          new Pair("MTA_TAX", "mta_tax", Kind.MONEY),
          new Pair("TIP_AMOUNT", "tip_amount", Kind.MONEY),
          new Pair("TOLLS_AMOUNT", "tolls_amount", Kind.MONEY),
          new Pair("EHAIL_FEE", "ehail_fee", Kind.MONEY),
          new Pair("IMPROVEMENT_SURCHARGE", "improvement_surcharge", Kind.MONEY),
          new Pair("CONGESTION_SURCHARGE", "congestion_surcharge", Kind.MONEY),
          new Pair("AIRPORT_FEE", "airport_fee", Kind.MONEY),
          new Pair("CBD_CONGESTION_FEE", "cbd_congestion_fee", Kind.MONEY),
          new Pair("OTHER_AMOUNT", "other_amount", Kind.MONEY),
          new Pair("TOTAL_AMOUNT", "total_amount", Kind.MONEY));

  static ExpectedTrip of(Map<String, AttributeValue> item) {
    var columns = new TreeMap<String, String>();
    for (var pair : PAIRS) {
      var value = item.get(pair.attribute());
      var text = value == null ? null : value.s() != null ? value.s() : value.n();
      columns.put(pair.column(), canonical(pair.kind(), text));
    }
    return new ExpectedTrip(columns);
  }

  /// @param row of `trips`, current or previous, as `to_jsonb` returns it
  static ExpectedTrip ofRow(String row) {
    try {
      var json = JSON.readTree(row);
      var columns = new TreeMap<String, String>();
      for (var pair : PAIRS) {
        var value = json.path(pair.column());
        var text = value.isNull() || value.isMissingNode() ? null : value.asText();
        columns.put(pair.column(), canonical(pair.kind(), text));
      }
      return new ExpectedTrip(columns);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  BigDecimal total() {
    return new BigDecimal(columns.getOrDefault("total_amount", "0"));
  }

  private static String canonical(Kind kind, @Nullable String text) {
    return switch (kind) {
      case TEXT -> text == null ? "-" : text;
      case NUMBER -> text == null ? "-" : number(text);
      case MONEY -> text == null ? "0" : number(toTheCent(text));
      case TIME -> text == null ? "-" : time(text).toString();
    };
  }

  private static String number(String text) {
    return new BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  private static String toTheCent(String text) {
    return new BigDecimal(text).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static Instant time(String text) {
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return "%s at %s, total %s"
        .formatted(
            columns.get("trip_info"), columns.get("dropoff_datetime"), columns.get("total_amount"));
  }
}
