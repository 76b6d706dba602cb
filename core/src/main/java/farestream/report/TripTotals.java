package farestream.report;

import farestream.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// A number of trips and the sum of their fares.
public record TripTotals(long trips, Money fares) {
  public static final TripTotals NONE = new TripTotals(0, Money.ZERO);

  public TripTotals plus(TripTotals other) {
    return new TripTotals(trips + other.trips, fares.plus(other.fares));
  }

  public boolean isNone() {
    return trips == 0;
  }

  /// Returns the average fare, rounded to the cent, or empty if there are no trips.
  public Optional<Money> average() {
    return isNone()
        ? Optional.empty()
        : Optional.of(
            new Money(fares.amount().divide(BigDecimal.valueOf(trips), 2, RoundingMode.HALF_UP)));
  }
}
