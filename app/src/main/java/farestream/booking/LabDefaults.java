package farestream.booking;

import farestream.money.Money;
import farestream.trip.Driver;
import farestream.trip.Rider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The lab's riders, its ten drivers and its random figures: defaults for what a command isn't
/// given.
public final class LabDefaults {
  public static final long RIDER = 69257;

  /// The mobile numbers of the riders of the lab's first and later versions.
  private static final Map<Long, String> RIDERS =
      Map.of(RIDER, "+11609467790", 71463L, "+11492133668");

  /// @param vehicle the licence plate
  private record Cab(String vehicle, String mobile) {}

  private static final Map<Long, Cab> CABS =
      Map.of(
          556550L, new Cab("QSY353471", "+11720912154"),
          541829L, new Cab("GTR508161", "+11264112049"),
          507977L, new Cab("XVJ356159", "+11088418780"),
          551153L, new Cab("CPX160101", "+11240868167"),
          520045L, new Cab("HHR298952", "+11751510159"),
          514040L, new Cab("TLA210480", "+11661484862"),
          527336L, new Cab("OVY229214", "+11564984764"),
          510909L, new Cab("UDT200764", "+11261783124"),
          549736L, new Cab("ORX460076", "+11561755450"),
          528204L, new Cab("PXX248130", "+11185992795"));

  private LabDefaults() {}

  /// Returns a rider with the name and e-mail address that the workshop gives to this id.
  public static Rider rider(long id) {
    return new Rider(
        id,
        "person" + id + "@example.com",
        Optional.of("person" + id),
        Optional.ofNullable(RIDERS.get(id)));
  }

  /// Returns a driver with the name and e-mail address that the workshop gives to this id.
  public static Driver driver(long id) {
    var cab = Optional.ofNullable(CABS.get(id));
    return new Driver(
        id,
        Optional.of("driver" + id),
        Optional.of("driver" + id + "@taxi.com"),
        cab.map(Cab::mobile),
        cab.map(Cab::vehicle),
        Optional.of(2L),
        Optional.of(2L));
  }

  /// Returns the ids of the lab's riders.
  public static Set<Long> riders() {
    return RIDERS.keySet();
  }

  /// Returns the ids of all ten drivers in random order.
  public static List<Long> drivers(RandomGenerator random) {
    var drivers = new ArrayList<>(CABS.keySet());
    Collections.shuffle(drivers, random);
    return drivers;
  }

  /// Returns a random amount in steps of a cent.
  public static Money amount(RandomGenerator random, int leastDollars, int mostDollars) {
    return Money.ofCents(random.nextLong(leastDollars * 100L, mostDollars * 100L + 1));
  }

  /// Returns a random longitude or latitude in degrees, with six decimals.
  public static BigDecimal degrees(RandomGenerator random, int least, int most) {
    return BigDecimal.valueOf(random.nextLong(least * 1_000_000L, most * 1_000_000L + 1), 6);
  }
}
