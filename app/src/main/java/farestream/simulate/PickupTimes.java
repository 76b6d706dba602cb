package farestream.simulate;

import farestream.tariff.Tariff;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// Draws the pick-up times of a number of riders in ascending order, distributed over a period by
/// the demand of each hour. Each time is drawn as the smallest of the remaining ones, given the
/// previous one (order statistics), so that no times have to be kept in memory.
final class PickupTimes {
  private static final double SECONDS_PER_HOUR = 3_600;

  private final Demand demand;
  private final Instant end;
  private final double weight;
  private Instant hour;
  private double weightBefore;
  private double share;
  private long left;

  PickupTimes(Demand demand, Instant start, Duration duration, long count) {
    this.demand = demand;
    this.end = start.plus(duration);
    this.left = count;
    this.hour = start;
    var sum = 0.0;
    for (var at = start; at.isBefore(end); at = next(at)) {
      sum += weight(at);
    }
    this.weight = sum;
  }

  /// Returns the next time, to the second.
  Instant next(RandomGenerator random) {
    share += (1 - share) * (1 - Math.pow(random.nextDouble(), 1.0 / left));
    left--;
    var wanted = share * weight;
    while (weightBefore + weight(hour) < wanted && next(hour).isBefore(end)) {
      weightBefore += weight(hour);
      hour = next(hour);
    }
    var within = Math.min(1, (wanted - weightBefore) / weight(hour));
    return hour.plusSeconds((long) (within * Duration.between(hour, next(hour)).toSeconds()));
  }

  /// Returns the end of the hour that begins at a time, or the end of the period if that is
  /// earlier.
  private Instant next(Instant at) {
    var later = at.plus(Duration.ofHours(1));
    return later.isAfter(end) ? end : later;
  }

  /// Returns the demand of the hour that begins at a time.
  private double weight(Instant at) {
    return demand.ridersIn(at.atZone(Tariff.CITY).getHour())
        * (Duration.between(at, next(at)).toSeconds() / SECONDS_PER_HOUR);
  }
}
