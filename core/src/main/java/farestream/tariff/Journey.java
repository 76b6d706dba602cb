package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A ride as far as its price depends on it. Slow time is below 12 miles an hour or stopped: the
/// meter counts it and not what the cab moves meanwhile, which therefore isn't among the miles
/// where somebody knows it.
///
/// @param time from pick-up to drop-off
/// @param slowTime of it
/// @param rateCode absent to go by the zones
/// @param agreedFare for a negotiated fare or a group ride
/// @param hailed and not sent by a base
public record Journey(
    Instant pickupTime,
    Zone pickup,
    Zone dropoff,
    CabType cab,
    BigDecimal miles,
    Duration time,
    Duration slowTime,
    Optional<RateCode> rateCode,
    Beyond beyond,
    Optional<Money> agreedFare,
    boolean hailed) {

  /// What of a ride to Nassau or Westchester is beyond the city line.
  ///
  /// @param miles of the ride's
  /// @param slowTime of the ride's
  public record Beyond(BigDecimal miles, Duration slowTime) {
    public static final Beyond NONE = new Beyond(BigDecimal.ZERO, Duration.ZERO);
  }

  /// A hailed ride by the meter or by the flat fare, as its zones have it.
  public static Journey hailed(
      Instant pickupTime,
      Zone pickup,
      Zone dropoff,
      CabType cab,
      BigDecimal miles,
      Duration time,
      Duration slowTime) {
    return new Journey(
        pickupTime,
        pickup,
        dropoff,
        cab,
        miles,
        time,
        slowTime,
        Optional.empty(),
        Beyond.NONE,
        Optional.empty(),
        true);
  }

  public Journey withRateCode(RateCode code) {
    return with(slowTime, Optional.of(code), beyond);
  }

  public Journey withSlowTime(Duration slow) {
    return with(slow, rateCode, beyond);
  }

  public Journey withBeyond(Beyond part) {
    return with(slowTime, rateCode, part);
  }

  private Journey with(Duration slow, Optional<RateCode> code, Beyond part) {
    return new Journey(
        pickupTime, pickup, dropoff, cab, miles, time, slow, code, part, agreedFare, hailed);
  }
}
