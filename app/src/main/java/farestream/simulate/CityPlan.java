package farestream.simulate;

import farestream.simulate.RideRequest.Fate;
import farestream.tariff.RateCode;
import farestream.tariff.Tariff;
import farestream.tlc.StandIns;
import farestream.trip.Ride;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// All that riders will want, in the order of time. It follows from the seed and the numbers beside
/// it, on every pass and in every run, whoever drives and however threads are scheduled: each
/// booking draws from a generator of its own.
///
/// @param cancelRate how many bookings are called off or not shown up for, 0 to 1
public record CityPlan(long seed, long trips, Duration duration, int riders, double cancelRate) {
  /// A Monday's midnight in New York, in the month whose records the shares are counted from.
  public static final Instant START = Instant.parse("2019-03-04T05:00:00Z");

  /// Riders book so long before they want to be picked up.
  static final Duration AHEAD = Duration.ofMinutes(15);

  static final long FIRST_RIDER = 18_000_001;
  private static final long ODD = 0xD1342543DE82EF95L;

  /// An assumption: of what is called off, two fifths before a driver accepts, two after.
  private static final double BEFORE = 0.4;

  private static final double BEFORE_OR_AFTER = 0.8;

  /// An assumption.
  private static final double CONTESTED = 0.05;

  /// An assumption: how far rides of the same hour differ in pace.
  private static final double FASTEST = 0.75;

  private static final double SLOWEST = 1.3;

  /// How far a zone reaches around its centre, in degrees.
  private static final double AROUND = 0.003;

  private static final int NUMBERS = 10_000_000;
  private static final int CARD = 1;

  Pass pass() {
    return new Pass();
  }

  /// One pass over all bookings.
  final class Pass {
    private final Demand demand = Demand.load();
    private final Itinerary itinerary = new Itinerary(demand);
    private final long base = new SplittableRandom(seed).nextLong();
    private final PickupTimes arrivals = new PickupTimes(demand, START, duration, trips);
    private long next;

    /// Absent at the end.
    Optional<RideRequest> next() {
      return next == trips ? Optional.empty() : Optional.of(booking(next++));
    }

    private RideRequest booking(long index) {
      var random = new SplittableRandom(base + index * ODD);
      var pickupTime = arrivals.next(random);
      var hour = pickupTime.atZone(Tariff.CITY).getHour();
      var fromZone = demand.pickupZone(hour, random.nextDouble());
      var toZone = demand.dropoffZone(fromZone, random.nextDouble());
      var from = around(demand.place(fromZone), random);
      var to = around(demand.place(toZone), random);
      var miles = itinerary.miles(from, to);
      var time =
          itinerary.time(miles.doubleValue(), pickupTime, random.nextDouble(FASTEST, SLOWEST));
      var payment = demand.paymentType(random.nextDouble());
      var tip = demand.tipPercent(random.nextDouble());
      var quote = itinerary.quote(pickupTime, fromZone, toZone, miles, time);
      return new RideRequest(
          StandIns.rider(FIRST_RIDER + random.nextInt(riders)),
          pickupTime.minus(AHEAD),
          random.nextInt(NUMBERS),
          from.at(pickupTime, fromZone),
          from,
          to.at(pickupTime.plus(time), toZone),
          to,
          ride(miles, demand.passengers(random.nextDouble()), payment, quote.rateCode()),
          Itinerary.withTip(quote.fare(), payment == CARD ? tip : 0),
          fate(random),
          random.nextDouble() < CONTESTED);
    }

    private Fate fate(RandomGenerator random) {
      var called = random.nextDouble() < cancelRate;
      var when = random.nextDouble();
      if (!called) {
        return Fate.RIDES;
      }
      if (when < BEFORE) {
        return Fate.CALLED_OFF_BEFORE_ACCEPTED;
      }
      return when < BEFORE_OR_AFTER ? Fate.CALLED_OFF_AFTER_ACCEPTED : Fate.NO_SHOW;
    }

    private static Ride ride(BigDecimal miles, int passengers, int payment, RateCode rate) {
      return new Ride(
          Optional.of(miles),
          Optional.of((long) passengers),
          Optional.of((long) rate.code()),
          Optional.of((long) payment),
          Optional.of(1L),
          Optional.of("N"));
    }

    private static Location around(Location centre, RandomGenerator random) {
      return new Location(
          centre.longitude() + random.nextDouble(-AROUND, AROUND),
          centre.latitude() + random.nextDouble(-AROUND, AROUND));
    }
  }
}
