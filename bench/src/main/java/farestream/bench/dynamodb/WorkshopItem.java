package farestream.bench.dynamodb;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Completed trips with the attributes of the workshop's items.
final class WorkshopItem {
  private static final int RIDERS = 100_000;
  private static final int DRIVERS = 100_001;

  private WorkshopItem() {}

  static Map<String, AttributeValue> key(int number) {
    return Map.of(
        "riderid", text("person" + number % RIDERS + "@example.com"),
        "tripinfo", text(time(number) + "," + (1_000_000 + number)));
  }

  private static String time(int number) {
    return String.format(
        Locale.ROOT,
        "2016-01-%02dT%02d:%02d:%02dZ",
        1 + number % 31,
        number / 31 % 24,
        number / 744 % 60,
        number / 44_640 % 60);
  }

  static Map<String, AttributeValue> completed(int number) {
    var driver = number * 7L % DRIVERS;
    var item = new LinkedHashMap<>(key(number));
    item.put("STATUS", text("Completed"));
    item.put("ID", number(1_000_000 + number));
    item.put("RIDER_ID", number(number % RIDERS));
    item.put("RIDER_NAME", text("person" + number % RIDERS));
    item.put("RIDER_EMAIL", text("person" + number % RIDERS + "@example.com"));
    item.put("RIDER_MOBILE", text("+11609467790"));
    item.put("PICKUP_DATETIME", text(time(number)));
    item.put("DRIVER_ID", number(driver));
    item.put("DRIVER_NAME", text("driver" + driver));
    item.put("DRIVER_EMAIL", text("driver" + driver + "@taxi.com"));
    item.put("driverid", text("driver" + driver + "@taxi.com"));
    item.put("DRIVER_MOBILE", text("+11720912154"));
    item.put("VEHICLE_ID", text("QSY353471"));
    item.put("CAB_TYPE_ID", number(2));
    item.put("VENDOR_ID", number(2));
    item.put("TRIP_TYPE", number(1));
    item.put("STORE_AND_FWD_FLAG", text("N"));
    item.put("PICKUP_LONGITUDE", decimal("-73." + (100_000 + number)));
    item.put("PICKUP_LATITUDE", decimal("40." + (200_000 + number)));
    item.put("DROPOFF_DATETIME", text(time(number + 31)));
    item.put("DROPOFF_LONGITUDE", decimal("-73." + (300_000 + number)));
    item.put("DROPOFF_LATITUDE", decimal("40." + (400_000 + number)));
    item.put("PASSENGER_COUNT", number(1 + number % 5));
    item.put("TRIP_DISTANCE", decimal(number % 20 + ".37"));
    item.put("RATE_CODE_ID", number(1));
    item.put("PAYMENT_TYPET", number(1 + number % 2));
    item.put("FARE_AMOUNT", decimal(number % 60 + ".5"));
    item.put("EXTRA", decimal("0.5"));
    item.put("MTA_TAX", decimal("0.5"));
    item.put("TIP_AMOUNT", decimal(number % 10 + ".76"));
    item.put("TOLLS_AMOUNT", number(0));
    item.put("IMPROVEMENT_SURCHARGE", decimal("0.3"));
    item.put("TOTAL_AMOUNT", decimal(number % 80 + ".56"));
    item.put(
        "DriverDetails",
        text(
            "{\"Name\": \"driver%d\", \"Vehicle Details\": {\"id\": \"QSY353471\", \"type\": 2}}"
                .formatted(driver)));
    return item;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static AttributeValue decimal(String value) {
    return AttributeValue.fromN(value);
  }
}
