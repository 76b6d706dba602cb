package farestream.simulate;

import farestream.booking.LabDefaults;
import farestream.booking.TripBooking;
import farestream.tariff.CabType;
import farestream.tariff.Journey;
import farestream.tariff.ManhattanPart;
import farestream.tariff.Quote;
import farestream.tariff.SlowTime;
import farestream.tariff.Tariff;
import farestream.tariff.Zone;
import farestream.tariff.Zones;
import farestream.tlc.StandIns;
import farestream.trip.CompletedTrip;
import farestream.trip.Driver;
import farestream.trip.Ride;
import farestream.trip.Rider;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Generates the green cabs' trips of January 2016, driver by driver. They follow from a seed: each
/// driver's month draws from a random generator of its own. Zones, hours, speeds and payment types
/// are distributed as in [Demand], without the zones in which green cabs may not be hailed. Fares
/// are those of the tariff on the day. Not thread-safe.
public final class GreenCabMonth {
  public static final Instant BEGINS =
      LocalDate.of(2016, 1, 1).atStartOfDay(Tariff.CITY).toInstant();
  public static final Instant ENDS = LocalDate.of(2016, 2, 1).atStartOfDay(Tariff.CITY).toInstant();

  private static final int DAYS = 31;

  /// The shortest time between two trips of a driver.
  private static final Duration PAUSE = Duration.ofMinutes(5);

  /// See [CityPlan] for this and the following four.
  private static final long ODD = 0xD1342543DE82EF95L;
  private static final double FASTEST = 0.75;
  private static final double SLOWEST = 1.3;
  private static final double SPREAD_DEGREES = 0.003;
  private static final int NUMBERS = 10_000_000;
  private static final int CARD = 1;
  private static final int SECONDS_PER_HOUR = 3_600;

  private final WorkshopSize size;
  private final long base;
  private final int[] tripsOf;
  private final Demand demand = Demand.load();
  private final Itinerary itinerary = new Itinerary(demand);
  private final Tariff tariff = new Tariff();
  private final Distribution hours = hours(demand);
  private final Set<Integer> hailed =
      Zones.all().list().stream()
          .filter(GreenCabMonth::mayBeHailed)
          .map(Zone::number)
          .collect(Collectors.toUnmodifiableSet());

  public GreenCabMonth(WorkshopSize size, long seed) {
    this.size = size;
    var random = new SplittableRandom(seed);
    this.base = random.nextLong();
    this.tripsOf = share(size, random);
  }

  /// Distributes the trips over the drivers. Each driver has at least one and at most one per day.
  private static int[] share(WorkshopSize size, RandomGenerator random) {
    var trips = new int[size.bills()];
    java.util.Arrays.fill(trips, 1);
    for (var left = size.trips() - size.bills(); left > 0; ) {
      var driver = random.nextInt(trips.length);
      if (trips[driver] < DAYS) {
        trips[driver]++;
        left--;
      }
    }
    return trips;
  }

  private static Distribution hours(Demand demand) {
    var count = new Distribution.Count();
    for (var hour = 0; hour < Demand.HOURS; hour++) {
      count.add(hour, demand.ridersIn(hour));
    }
    return count.shares();
  }

  /// Returns whether green cabs may be hailed in a zone: not in the south of Manhattan, nor at the
  /// airports.
  private static boolean mayBeHailed(Zone zone) {
    var isInABorough =
        Set.of("Bronx", "Brooklyn", "Queens", "Staten Island").contains(zone.borough())
            && zone.airport().isEmpty();
    return isInABorough || zone.manhattan().equals(Optional.of(ManhattanPart.NORTH));
  }

  /// Returns the trips of a driver, in the order of time.
  ///
  /// @param index the index of the driver among those who drove, from 0 to below the size's bills
  public List<CompletedTrip> trips(int index) {
    var random = new SplittableRandom(base + index * ODD);
    var days = new TreeSet<Integer>();
    while (days.size() < tripsOf[index]) {
      days.add(random.nextInt(DAYS));
    }
    var driver = driver(size.activeDriver(index));
    var trips = new ArrayList<CompletedTrip>();
    var free = BEGINS;
    for (var day : days) {
      var trip = trip(driver, day, free, random);
      trips.add(trip);
      free = trip.dropoff().time().plus(PAUSE);
    }
    return trips;
  }

  private CompletedTrip trip(Driver driver, int day, Instant free, RandomGenerator random) {
    var hour = 0;
    var fromZone = 0;
    do {
      // On the last day only the first half is used, so that no trip ends in the next month.
      hour = day < DAYS - 1 ? hours.draw(random.nextDouble()) : random.nextInt(Demand.HOURS / 2);
      fromZone = demand.pickupZone(hour, random.nextDouble());
    } while (!hailed.contains(fromZone));
    var drawn =
        BEGINS
            .plus(Duration.ofDays(day))
            .plusSeconds(hour * SECONDS_PER_HOUR + random.nextInt(SECONDS_PER_HOUR));
    var pickupTime = drawn.isBefore(free) ? free : drawn;
    var toZone = demand.dropoffZone(fromZone, random.nextDouble());
    var from = around(demand.centre(fromZone), random);
    var to = around(demand.centre(toZone), random);
    var miles = itinerary.miles(from, to);
    var time = itinerary.time(miles.doubleValue(), pickupTime, random.nextDouble(FASTEST, SLOWEST));
    var payment = demand.paymentType(random.nextDouble());
    var tip = demand.tipPercent(random.nextDouble());
    var quote = quote(pickupTime, fromZone, toZone, miles, time);
    var rider = rider(size.rider(random.nextInt(size.ownRiders())));
    return new CompletedTrip(
        TripBooking.key(rider, pickupTime, random.nextInt(NUMBERS)),
        rider,
        driver,
        from.at(pickupTime, fromZone),
        to.at(pickupTime.plus(time), toZone),
        new Ride(
            Optional.of(miles),
            Optional.of((long) demand.passengers(random.nextDouble())),
            Optional.of((long) quote.rateCode().code()),
            Optional.of((long) payment),
            Optional.of(1L),
            Optional.of("N")),
        Itinerary.withTip(quote.fare(), payment == CARD ? tip : 0));
  }

  private Quote quote(Instant pickup, int from, int to, BigDecimal miles, Duration time) {
    var journey =
        Journey.hailed(
            pickup,
            Demand.zone(from),
            Demand.zone(to),
            CabType.GREEN,
            miles,
            time,
            SlowTime.assumed(miles, time));
    return switch (tariff.quote(journey)) {
      case Tariff.Outcome.Quoted(var quote) -> quote;
      case Tariff.Outcome.Refused(var reason) -> throw new IllegalStateException(reason);
    };
  }

  private static Location around(Location centre, RandomGenerator random) {
    return new Location(
        centre.longitude() + random.nextDouble(-SPREAD_DEGREES, SPREAD_DEGREES),
        centre.latitude() + random.nextDouble(-SPREAD_DEGREES, SPREAD_DEGREES));
  }

  private static Rider rider(long id) {
    return StandIns.rider(id);
  }

  private static Driver driver(long id) {
    var lab = LabDefaults.driver(id);
    return new Driver(
        id,
        lab.name(),
        lab.email(),
        Optional.of("+1555" + id),
        Optional.of(WorkshopSize.vehicle(id)),
        lab.cabType(),
        isOfVendorOne(id) ? Optional.of(1L) : lab.vendor());
  }

  /// Returns whether a driver's meter is of vendor 1: two drivers of nine, about the share in real
  /// months of green cabs, and none of the lab's ten drivers.
  private static boolean isOfVendorOne(long id) {
    return id % 9 < 2;
  }
}
