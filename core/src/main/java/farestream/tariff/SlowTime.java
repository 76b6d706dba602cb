package farestream.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// What can be said of slow time that nobody has noted.
public final class SlowTime {
  /// How fast a cab goes while it isn't stopped. An assumption, no rule: docs/tariff.md tells how
  /// far it is from the fares of real trips.
  public static final int CRUISING_MILES_PER_HOUR = 20;

  /// From here on the meter goes by distance: its unit is a fifth of a mile or a minute.
  private static final int METER_MILES_PER_HOUR = 12;

  private static final BigDecimal NANOS_PER_HOUR = new BigDecimal("3600000000000");

  private SlowTime() {}

  /// What remains of the time when the miles are driven at cruising speed.
  public static Duration assumed(BigDecimal miles, Duration time) {
    return left(miles, time, CRUISING_MILES_PER_HOUR);
  }

  /// With it the meter shows the least that it can for those miles in that time. At any speed it
  /// counts the faster of its two units, and so never less than either of them over the whole
  /// ride; at an even speed it counts just that. The most is the whole time: as if all miles were
  /// driven in none.
  public static Duration least(BigDecimal miles, Duration time) {
    return left(miles, time, METER_MILES_PER_HOUR);
  }

  private static Duration left(BigDecimal miles, Duration time, int milesPerHour) {
    var driving =
        miles
            .multiply(NANOS_PER_HOUR)
            .divide(BigDecimal.valueOf(milesPerHour), 0, RoundingMode.HALF_UP);
    var nanos = BigDecimal.valueOf(time.toNanos()).subtract(driving);
    return Duration.ofNanos(nanos.max(BigDecimal.ZERO).longValue());
  }
}
