package farestream.bench.dynamodb;

import java.util.Locale;

/// Generates completed trips with the attributes of the workshop's items, as DynamoDB's JSON.
final class WorkshopItem {
  private static final int RIDERS = 100_000;
  private static final int DRIVERS = 100_001;

  private WorkshopItem() {}

  static String rider(int number) {
    return "person" + number % RIDERS + "@example.com";
  }

  static String trip(int number) {
    return time(number) + "," + (1_000_000 + number);
  }

  static long driver(int number) {
    return number * 7L % DRIVERS;
  }

  /// Returns the two attributes of the key, without braces.
  static String key(int number) {
    return "\"riderid\":{\"S\":\"%s\"},\"tripinfo\":{\"S\":\"%s\"}"
        .formatted(rider(number), trip(number));
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

  static String completed(int number) {
    return String.format(
        Locale.ROOT,
        """
        {%s,"STATUS":{"S":"Completed"},"ID":{"N":"%d"},"RIDER_ID":{"N":"%d"},"RIDER_NAME":{"S":"person%3$d"},\
        "RIDER_EMAIL":{"S":"%s"},"RIDER_MOBILE":{"S":"+11609467790"},"PICKUP_DATETIME":{"S":"%s"},\
        "DRIVER_ID":{"N":"%d"},"DRIVER_NAME":{"S":"driver%6$d"},"DRIVER_EMAIL":{"S":"driver%6$d@taxi.com"},\
        "driverid":{"S":"driver%6$d@taxi.com"},"DRIVER_MOBILE":{"S":"+11720912154"},\
        "VEHICLE_ID":{"S":"QSY353471"},"CAB_TYPE_ID":{"N":"2"},"VENDOR_ID":{"N":"2"},"TRIP_TYPE":{"N":"1"},\
        "STORE_AND_FWD_FLAG":{"S":"N"},"PICKUP_LONGITUDE":{"N":"-73.%d"},"PICKUP_LATITUDE":{"N":"40.%d"},\
        "DROPOFF_DATETIME":{"S":"%s"},"DROPOFF_LONGITUDE":{"N":"-73.%d"},"DROPOFF_LATITUDE":{"N":"40.%d"},\
        "PASSENGER_COUNT":{"N":"%d"},"TRIP_DISTANCE":{"N":"%d.37"},"RATE_CODE_ID":{"N":"1"},\
        "PAYMENT_TYPET":{"N":"%d"},"FARE_AMOUNT":{"N":"%d.5"},"EXTRA":{"N":"0.5"},"MTA_TAX":{"N":"0.5"},\
        "TIP_AMOUNT":{"N":"%d.76"},"TOLLS_AMOUNT":{"N":"0"},"IMPROVEMENT_SURCHARGE":{"N":"0.3"},\
        "TOTAL_AMOUNT":{"N":"%d.56"},\
        "DriverDetails":{"S":"{\\"Name\\": \\"driver%6$d\\", \\"Vehicle Details\\": {\\"id\\": \\"QSY353471\\", \\"type\\": 2}}"}}""",
        key(number),
        1_000_000 + number,
        number % RIDERS,
        rider(number),
        time(number),
        driver(number),
        100_000 + number,
        200_000 + number,
        time(number + 31),
        300_000 + number,
        400_000 + number,
        1 + number % 5,
        number % 20,
        1 + number % 2,
        number % 60,
        number % 10,
        number % 80);
  }
}
