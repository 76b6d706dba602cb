package farestream.simulate;

import farestream.tariff.Tariff;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When riders want to be picked up, one after the other: so many moments, spread over a time as
/// the hours of the day have it. Each is drawn on the condition of the one before, as the next
/// smallest of those that are left, so that none has to be kept.
final class PickupTimes {
  private static final double SECONDS_PER_HOUR = 3_600;

  private final Demand demand;
  private final Instant end;
  private final double weight;
  private Instant hour;
  private double weightBefore;
  private double share;
  private long left;

  PickupTimes(Demand demand, Instant start, Duration duration, long many) {
    this.demand = demand;
    this.end = start.plus(duration);
    this.left = many;
    this.hour = start;
    var sum = 0.0;
    for (var at = start; at.isBefore(end); at = next(at)) {
      sum += weight(at);
    }
    this.weight = sum;
  }

  /// To the second.
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

  /// An hour on, or the end.
  private Instant next(Instant at) {
    var later = at.plus(Duration.ofHours(1));
    return later.isAfter(end) ? end : later;
  }

  private double weight(Instant at) {
    return demand.ridersIn(at.atZone(Tariff.CITY).getHour())
        * (Duration.between(at, next(at)).toSeconds() / SECONDS_PER_HOUR);
  }
}
