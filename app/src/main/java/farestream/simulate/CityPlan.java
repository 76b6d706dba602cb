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

/// The bookings of all riders, in the order of their pick-ups. The plan is deterministic: it
/// depends only on the seed and the other parameters, because each booking draws from a random
/// generator of its own.
///
/// @param trips the number of bookings
/// @param duration the period over which the pick-ups are spread
/// @param riders the number of riders
/// @param cancelRate the share of bookings that are cancelled or end as a no-show, 0 to 1
public record CityPlan(long seed, long trips, Duration duration, int riders, double cancelRate) {
  /// Midnight of a Monday in New York, in the month whose records were counted for [Demand].
  public static final Instant START = Instant.parse("2019-03-04T05:00:00Z");

  /// How long before the pick-up riders book. An assumption.
  static final Duration AHEAD = Duration.ofMinutes(15);

  static final long FIRST_RIDER = 18_000_001;

  /// An odd multiplier that spreads the seeds of the bookings' generators.
  private static final long ODD = 0xD1342543DE82EF95L;

  /// An assumption: of the trips that aren't ridden, 40 % are cancelled before a driver accepts,
  /// another 40 % after, and 20 % are no-shows.
  private static final double BEFORE = 0.4;

  private static final double BEFORE_OR_AFTER = 0.8;

  /// The share of trips that two drivers accept at once. An assumption.
  private static final double CONTESTED = 0.05;

  /// The range of a ride's time relative to the hour's mean. An assumption.
  private static final double FASTEST = 0.75;

  private static final double SLOWEST = 1.3;

  /// How far pick-ups and drop-offs are spread around a zone's centre, in degrees.
  private static final double SPREAD_DEGREES = 0.003;

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

    /// Returns the next booking; absent after the last one.
    Optional<RideRequest> next() {
      return next == trips ? Optional.empty() : Optional.of(booking(next++));
    }

    private RideRequest booking(long index) {
      var random = new SplittableRandom(base + index * ODD);
      var pickupTime = arrivals.next(random);
      var hour = pickupTime.atZone(Tariff.CITY).getHour();
      var fromZone = demand.pickupZone(hour, random.nextDouble());
      var toZone = demand.dropoffZone(fromZone, random.nextDouble());
      var from = around(demand.centre(fromZone), random);
      var to = around(demand.centre(toZone), random);
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
      var cancelled = random.nextDouble() < cancelRate;
      var when = random.nextDouble();
      if (!cancelled) {
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
          centre.longitude() + random.nextDouble(-SPREAD_DEGREES, SPREAD_DEGREES),
          centre.latitude() + random.nextDouble(-SPREAD_DEGREES, SPREAD_DEGREES));
    }
  }
}
