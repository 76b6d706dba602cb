package farestream.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// Estimates the slow time of a ride whose slow time wasn't recorded.
public final class SlowTime {
  /// The assumed speed of a cab that isn't stopped. An assumption, not a rule: docs/tariff.md
  /// compares the resulting fares with those of real trips.
  public static final int CRUISING_MILES_PER_HOUR = 20;

  /// From this speed on the meter charges distance: its unit is a fifth of a mile or a minute.
  private static final int METER_MILES_PER_HOUR = 12;

  private static final BigDecimal NANOS_PER_HOUR = new BigDecimal("3600000000000");

  private SlowTime() {}

  /// Returns the time left over if the miles are driven at cruising speed.
  public static Duration assumed(BigDecimal miles, Duration time) {
    return remainder(miles, time, CRUISING_MILES_PER_HOUR);
  }

  /// Returns the slow time with which the meter shows the lowest possible fare for these miles in
  /// this time. At any speed the meter counts the faster of its two units, so its count over the
  /// ride is at least that of either unit, and exactly that at constant speed. The highest possible
  /// fare has the whole time as slow time, as if the miles were driven in no time.
  public static Duration least(BigDecimal miles, Duration time) {
    return remainder(miles, time, METER_MILES_PER_HOUR);
  }

  private static Duration remainder(BigDecimal miles, Duration time, int milesPerHour) {
    var driving =
        miles
            .multiply(NANOS_PER_HOUR)
            .divide(BigDecimal.valueOf(milesPerHour), 0, RoundingMode.HALF_UP);
    var nanos = BigDecimal.valueOf(time.toNanos()).subtract(driving);
    return Duration.ofNanos(nanos.max(BigDecimal.ZERO).longValue());
  }
}
