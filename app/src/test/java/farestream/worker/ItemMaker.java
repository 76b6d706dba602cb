package farestream.worker;

import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Creates items of the trips table in each state, with values from the seed.
final class ItemMaker {
  /// The workshop's own rider, who exists in every new database.
  private static final long RIDER = 69257;

  private static final List<Long> DRIVERS = List.of(556550L, 541829L, 507977L, 551153L, 520045L);
  private static final Instant FIRST_DAY = Instant.parse("2026-11-01T00:00:00Z");
  static final int DAYS = 10;

  private final SplittableRandom random;

  ItemMaker(SplittableRandom random) {
    this.random = random;
  }

  static Instant firstDay() {
    return FIRST_DAY;
  }

  static AttributeValue status(String status) {
    return AttributeValue.fromS(status);
  }

  Map<String, AttributeValue> booked(TripKey key) {
    var item = new HashMap<String, AttributeValue>();
    item.put("riderid", AttributeValue.fromS(key.riderEmail()));
    item.put("tripinfo", AttributeValue.fromS(key.tripInfo()));
    item.put("STATUS", status("Booked"));
    number(item, "RIDER_ID", RIDER);
    item.put("RIDER_EMAIL", AttributeValue.fromS(key.riderEmail()));
    item.put("RIDER_NAME", AttributeValue.fromS("O'Ryder 🚕 " + random.nextInt(100)));
    item.put("NOTES", AttributeValue.fromSs(List.of("a", "b")));
    return item;
  }

  /// Makes the item a complete and valid completed trip, whatever it was before.
  void complete(Map<String, AttributeValue> item) {
    item.put("STATUS", status("Completed"));
    number(item, "RIDER_ID", RIDER);
    item.put("RIDER_EMAIL", item.getOrDefault("riderid", AttributeValue.fromS("")));
    item.put("RIDER_NAME", AttributeValue.fromS("person" + random.nextInt(100)));
    item.put("RIDER_MOBILE", AttributeValue.fromS("+1160" + random.nextInt(1_000_000)));
    number(item, "DRIVER_ID", DRIVERS.get(random.nextInt(DRIVERS.size())));
    item.put("DRIVER_NAME", AttributeValue.fromS("driver" + random.nextInt(100)));
    item.put("VEHICLE_ID", AttributeValue.fromS("QSY" + random.nextInt(1_000)));
    number(item, "CAB_TYPE_ID", 1 + random.nextInt(4));
    number(item, "VENDOR_ID", 1 + random.nextInt(2));
    number(item, "PASSENGER_COUNT", random.nextInt(7));
    number(item, "RATE_CODE_ID", 1 + random.nextInt(6));
    number(item, "PAYMENT_TYPET", 1 + random.nextInt(6));
    if (random.nextBoolean()) {
      number(item, "PICKUP_LOCATION_ID", random.nextInt(265));
      item.put("PICKUP_LONGITUDE", AttributeValue.fromN("-73." + random.nextInt(1_000_000)));
      item.put("TRIP_DISTANCE", AttributeValue.fromN("1" + random.nextInt(10) + ".50"));
    }
    times(item);
    price(item);
  }

  /// Sets pick-up and drop-off times. The clocks of cabs are wrong, some by years.
  private void times(Map<String, AttributeValue> item) {
    var skewDays = random.nextInt(20) == 0 ? random.nextInt(-9_000, 9_000) : 0;
    var pickup =
        FIRST_DAY
            .plus(skewDays, ChronoUnit.DAYS)
            .plusSeconds(random.nextInt(DAYS * 86_400))
            .plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
    item.put("PICKUP_DATETIME", AttributeValue.fromS(pickup.toString()));
    var dropoff = pickup.plusSeconds(random.nextInt(7_200));
    item.put("DROPOFF_DATETIME", AttributeValue.fromS(dropoff.toString()));
  }

  /// Sets amounts as other programs write them: inconsistent parts, refunds, binary floating
  /// point.
  void price(Map<String, AttributeValue> item) {
    for (var part :
        List.of("FARE_AMOUNT", "EXTRA", "MTA_TAX", "TIP_AMOUNT", "TOLLS_AMOUNT", "AIRPORT_FEE")) {
      item.put(part, AttributeValue.fromN(amount()));
    }
    item.put("IMPROVEMENT_SURCHARGE", AttributeValue.fromN("0.3"));
    item.put("TOTAL_AMOUNT", AttributeValue.fromN(amount()));
  }

  private String amount() {
    var cents = BigDecimal.valueOf(random.nextInt(-500, 20_000), 2);
    return random.nextInt(20) == 0
        ? cents.subtract(new BigDecimal("0.000000000000001")).toPlainString()
        : cents.toPlainString();
  }

  private static void number(Map<String, AttributeValue> item, String name, long number) {
    item.put(name, AttributeValue.fromN(Long.toString(number)));
  }
}
