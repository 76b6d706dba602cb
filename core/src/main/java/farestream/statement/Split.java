package farestream.statement;

import farestream.money.Money;
import java.util.Collection;
import java.util.function.Function;

/// A total and how it is split, or the difference between two such splits.
///
/// @param taxes the taxes and surcharges, which are passed on
/// @param withheld the part that is unpaid or disputed
/// @param cash the part that the driver collected in cash
public record Split(Money total, Money driversPart, Money taxes, Money withheld, Money cash) {

  public static final Split NOTHING =
      new Split(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

  /// Returns the rest of the total, so that the parts always add up.
  public Money platformsPart() {
    return total.minus(driversPart).minus(taxes).minus(withheld);
  }

  /// Returns the amount by which this split changes what the platform owes the driver.
  public Money toDriver() {
    return driversPart.minus(cash);
  }

  static Split sum(Collection<Split> splits) {
    return new Split(
        sum(splits, Split::total),
        sum(splits, Split::driversPart),
        sum(splits, Split::taxes),
        sum(splits, Split::withheld),
        sum(splits, Split::cash));
  }

  private static Money sum(Collection<Split> splits, Function<Split, Money> part) {
    return Money.sum(splits.stream().map(part).toList());
  }
}
