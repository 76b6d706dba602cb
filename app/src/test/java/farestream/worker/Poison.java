package farestream.worker;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reasons for which a completed item must be quarantined: faults of the item, and faults that
/// only the database can detect.
enum Poison {
  TOTAL_MISSING,
  TIP_NOT_A_NUMBER,
  FARE_NOT_WHOLE_CENTS,
  AMOUNT_BEYOND_ALL_BOUNDS,
  DROPOFF_NOT_A_TIME,
  DROPOFF_BEFORE_PICKUP,
  NUL_IN_THE_RIDERS_EMAIL,
  RIDERS_EMAIL_TOO_LONG,
  TIP_A_LIST,
  STATUS_UNKNOWN,
  RIDER_NOT_THE_KEYS,
  DRIVER_UNKNOWN_TO_THE_DATABASE,
  RIDER_UNKNOWN_TO_THE_DATABASE,
  PAYMENT_TYPE_UNKNOWN_TO_THE_DATABASE,
  /// Violates a rule that only this database has, see [StressDatabase].
  REFUSED_BY_THE_DATABASE,
  /// Occurs only for a trip that was completed before.
  REOPENED;

  static final List<Poison> OF_ANY_TRIP = List.of(values()).subList(0, values().length - 1);

  void put(Map<String, AttributeValue> item) {
    switch (this) {
      case TOTAL_MISSING -> item.remove("TOTAL_AMOUNT");
      case TIP_NOT_A_NUMBER -> text(item, "TIP_AMOUNT", "much");
      case FARE_NOT_WHOLE_CENTS -> number(item, "FARE_AMOUNT", "12.345");
      case AMOUNT_BEYOND_ALL_BOUNDS -> number(item, "TOLLS_AMOUNT", "1E+13");
      case DROPOFF_NOT_A_TIME -> text(item, "DROPOFF_DATETIME", "half past nine");
      case DROPOFF_BEFORE_PICKUP -> text(item, "DROPOFF_DATETIME", "2001-01-01T00:00:00Z");
      case NUL_IN_THE_RIDERS_EMAIL -> text(item, "RIDER_EMAIL", "rider\0@example.com");
      case RIDERS_EMAIL_TOO_LONG -> text(item, "RIDER_EMAIL", "x".repeat(1_001));
      case TIP_A_LIST ->
          item.put("TIP_AMOUNT", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))));
      case STATUS_UNKNOWN -> text(item, "STATUS", "completed");
      case RIDER_NOT_THE_KEYS -> text(item, "RIDER_EMAIL", "another@example.com");
      case DRIVER_UNKNOWN_TO_THE_DATABASE -> number(item, "DRIVER_ID", "42");
      case RIDER_UNKNOWN_TO_THE_DATABASE -> number(item, "RIDER_ID", "43");
      case PAYMENT_TYPE_UNKNOWN_TO_THE_DATABASE -> number(item, "PAYMENT_TYPET", "50");
      case REFUSED_BY_THE_DATABASE -> number(item, "PASSENGER_COUNT", "99");
      case REOPENED -> text(item, "STATUS", "Booked");
    }
  }

  private static void text(Map<String, AttributeValue> item, String name, String text) {
    item.put(name, AttributeValue.fromS(text));
  }

  private static void number(Map<String, AttributeValue> item, String name, String digits) {
    item.put(name, AttributeValue.fromN(digits));
  }
}
