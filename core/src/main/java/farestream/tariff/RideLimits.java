package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// The valid ranges of a ride to quote. They also bound the size of numbers, so that a caller can't
/// make arithmetic arbitrarily slow.
final class RideLimits {
  static final BigDecimal MAX_MILES = BigDecimal.valueOf(1_000);
  static final Duration MAX_TIME = Duration.ofDays(1);
  static final Money MAX_FARE = Money.of("100000");
  private static final int MAX_DECIMALS = 9;

  private RideLimits() {}

  /// Returns the first fault of a ride; empty if it is valid.
  static Optional<String> fault(Journey journey) {
    var beyond = journey.beyond();
    return within(journey.miles(), "the distance")
        .or(() -> within(journey.time(), "the time"))
        .or(() -> within(journey.slowTime(), "the slow time"))
        .or(() -> within(beyond.miles(), "the distance beyond the city limits"))
        .or(() -> within(beyond.slowTime(), "the slow time beyond the city limits"))
        .or(() -> parts(journey))
        .or(() -> agreed(journey.agreedFare()));
  }

  private static Optional<String> within(BigDecimal miles, String what) {
    if (Math.abs((long) miles.scale()) > MAX_DECIMALS) {
      return Optional.of("%s has more than %d decimals".formatted(what, MAX_DECIMALS));
    }
    return miles.signum() < 0 || miles.compareTo(MAX_MILES) > 0
        ? Optional.of(
            "%s must be from 0 to %s miles, not %s"
                .formatted(what, MAX_MILES, miles.toPlainString()))
        : Optional.empty();
  }

  private static Optional<String> within(Duration time, String what) {
    return time.isNegative() || time.compareTo(MAX_TIME) > 0
        ? Optional.of("%s must be from 0 to %d minutes".formatted(what, MAX_TIME.toMinutes()))
        : Optional.empty();
  }

  private static Optional<String> parts(Journey journey) {
    var beyond = journey.beyond();
    if (journey.slowTime().compareTo(journey.time()) > 0) {
      return Optional.of("the slow time is longer than the time");
    }
    return beyond.miles().compareTo(journey.miles()) > 0
            || beyond.slowTime().compareTo(journey.slowTime()) > 0
        ? Optional.of("the part beyond the city limits is larger than the ride")
        : Optional.empty();
  }

  private static Optional<String> agreed(Optional<Money> fare) {
    return fare.filter(amount -> amount.isNegative() || amount.compareTo(MAX_FARE) > 0)
        .map(amount -> "the agreed fare must be from 0 to %s, not %s".formatted(MAX_FARE, amount));
  }
}
