package farestream.tariff;

import farestream.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// How far a ride may go. What is beyond is no ride, and would make arithmetic as slow as the
/// sender likes.
final class RideLimits {
  static final BigDecimal MOST_MILES = BigDecimal.valueOf(1_000);
  static final Duration LONGEST = Duration.ofDays(1);
  static final Money DEAREST = Money.of("100000");
  private static final int MOST_DECIMALS = 9;

  private RideLimits() {}

  /// What is wrong with a ride, if something is.
  static Optional<String> fault(Journey journey) {
    var beyond = journey.beyond();
    return within(journey.miles(), "the distance")
        .or(() -> within(journey.time(), "the time"))
        .or(() -> within(journey.slowTime(), "the slow time"))
        .or(() -> within(beyond.miles(), "the distance beyond the city line"))
        .or(() -> within(beyond.slowTime(), "the slow time beyond the city line"))
        .or(() -> parts(journey))
        .or(() -> agreed(journey.agreedFare()));
  }

  private static Optional<String> within(BigDecimal miles, String what) {
    if (Math.abs((long) miles.scale()) > MOST_DECIMALS) {
      return Optional.of("%s has more than %d decimals".formatted(what, MOST_DECIMALS));
    }
    return miles.signum() < 0 || miles.compareTo(MOST_MILES) > 0
        ? Optional.of(
            "%s is from 0 to %s miles, not %s".formatted(what, MOST_MILES, miles.toPlainString()))
        : Optional.empty();
  }

  private static Optional<String> within(Duration time, String what) {
    return time.isNegative() || time.compareTo(LONGEST) > 0
        ? Optional.of("%s is from 0 to %d minutes".formatted(what, LONGEST.toMinutes()))
        : Optional.empty();
  }

  private static Optional<String> parts(Journey journey) {
    var beyond = journey.beyond();
    if (journey.slowTime().compareTo(journey.time()) > 0) {
      return Optional.of("there is more slow time than time");
    }
    return beyond.miles().compareTo(journey.miles()) > 0
            || beyond.slowTime().compareTo(journey.slowTime()) > 0
        ? Optional.of("more of the ride is beyond the city line than there is of it")
        : Optional.empty();
  }

  private static Optional<String> agreed(Optional<Money> fare) {
    return fare.filter(amount -> amount.isNegative() || amount.compareTo(DEAREST) > 0)
        .map(amount -> "the agreed fare is from 0 to %s, not %s".formatted(DEAREST, amount));
  }
}
