package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The properties of a ride that determine its price.
///
/// @param cab the kind of cab
/// @param miles the distance driven, without the distance covered in slow time if that is known
/// @param time the duration from pick-up to drop-off
/// @param slowTime the part of it stopped or below 12 miles an hour, for which the meter charges
///     time instead of distance
/// @param rateCode absent to derive it from the zones
/// @param beyond the part beyond the city limits
/// @param agreedFare the fare of a negotiated or group ride; absent for others
/// @param hailed true for a street hail, false for a ride dispatched by a base
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

  /// The part of a ride to Nassau or Westchester beyond the city limits.
  ///
  /// @param miles included in the ride's miles
  /// @param slowTime included in the ride's slow time
  public record Beyond(BigDecimal miles, Duration slowTime) {
    public static final Beyond NONE = new Beyond(BigDecimal.ZERO, Duration.ZERO);
  }

  /// Creates a hailed ride whose rate code is derived from its zones.
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
