package farestream.bench.sink;

import farestream.stream.Image;
import farestream.stream.ItemValue;
import farestream.stream.ItemValue.Numeric;
import farestream.stream.ItemValue.Text;
import farestream.stream.TripChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Generates stream records of completed trips of a population, each of another trip.
final class Changes {
  // The first sequence number; all have the same number of digits.
  private static final long START = 1_000_000_000L;
  private static final long UNKNOWN_DRIVER = Integer.MAX_VALUE;

  private final Population population;
  private final RandomGenerator random = new SplittableRandom(1);
  private long number = START;

  Changes(Population population) {
    this.population = population;
  }

  List<TripChange> completed(int count) {
    var changes = new ArrayList<TripChange>(count);
    for (var i = 0; i < count; i++) {
      changes.add(change(population.draw(random), "12.50"));
    }
    return changes;
  }

  /// Returns records of which one in a hundred is rejected: half of these have an unreadable tip,
  /// and half an unknown driver.
  List<TripChange> withPoison(int count) {
    var changes = new ArrayList<TripChange>(count);
    for (var i = 0; i < count; i++) {
      var driver = i % 200 == 150 ? UNKNOWN_DRIVER : population.draw(random);
      changes.add(change(driver, i % 200 == 50 ? "much" : "12.50"));
    }
    return changes;
  }

  private TripChange change(long driver, String tip) {
    number++;
    var rider = population.draw(random);
    var tripInfo = "2026-11-%02dT%02d:15:33Z,%d".formatted(1 + number % 17, number % 24, number);
    var item = new HashMap<String, ItemValue>();
    item.put("riderid", new Text("person" + rider + "@example.com"));
    item.put("tripinfo", new Text(tripInfo));
    item.put("STATUS", new Text("Completed"));
    item.put("RIDER_ID", new Numeric(Long.toString(rider)));
    item.put("RIDER_NAME", new Text("person" + rider));
    item.put("RIDER_EMAIL", new Text("person" + rider + "@example.com"));
    item.put("RIDER_MOBILE", new Text("+11609467790"));
    item.put("DRIVER_ID", new Numeric(Long.toString(driver)));
    item.put("DRIVER_NAME", new Text("driver" + driver));
    item.put("DRIVER_EMAIL", new Text("driver" + driver + "@taxi.com"));
    item.put("DRIVER_MOBILE", new Text("+11185992795"));
    item.put("VEHICLE_ID", new Text("PXX248130"));
    item.put("CAB_TYPE_ID", new Numeric(Long.toString(1 + number % 2)));
    item.put("VENDOR_ID", new Numeric("2"));
    item.put("PICKUP_DATETIME", new Text(tripInfo.substring(0, 20)));
    item.put("PICKUP_LONGITUDE", new Numeric("-73.496113"));
    item.put("PICKUP_LATITUDE", new Numeric("40.664146"));
    item.put("DROPOFF_DATETIME", new Text(tripInfo.substring(0, 14) + "59:10Z"));
    item.put("DROPOFF_LONGITUDE", new Numeric("-73.527485"));
    item.put("DROPOFF_LATITUDE", new Numeric("40.665024"));
    item.put("STORE_AND_FWD_FLAG", new Text("N"));
    item.put("RATE_CODE_ID", new Numeric(Long.toString(1 + number % 5)));
    item.put("PASSENGER_COUNT", new Numeric("3"));
    item.put("TRIP_TYPE", new Numeric("2"));
    item.put("TRIP_DISTANCE", new Numeric("8.32"));
    item.put("PAYMENT_TYPET", new Numeric(Long.toString(1 + number % 4)));
    item.put("FARE_AMOUNT", new Numeric("30"));
    item.put("EXTRA", new Numeric("0.5"));
    item.put("MTA_TAX", new Numeric("0.5"));
    item.put("TIP_AMOUNT", new Numeric(tip));
    item.put("TOLLS_AMOUNT", new Numeric("4.96"));
    item.put("IMPROVEMENT_SURCHARGE", new Numeric("0.3"));
    var total = new BigDecimal("48.76").add(BigDecimal.valueOf(number % 1_000, 2));
    item.put("TOTAL_AMOUNT", new Numeric(total.toPlainString()));
    var keys = Map.of("riderid", item.get("riderid"), "tripinfo", item.get("tripinfo"));
    return new TripChange(
        "%021d".formatted(number), new Image(keys), Optional.empty(), Optional.of(new Image(item)));
  }
}
