package farestream.statement;

import farestream.money.Money;
import java.util.Collection;
import java.util.function.Function;

/// A total and whose it is; also what such a split differs by from an earlier one.
///
/// @param taxes and surcharges that are passed on
/// @param withheld what nobody paid, or is in dispute
/// @param cash what of the total the driver took himself
public record Split(Money total, Money driversPart, Money taxes, Money withheld, Money cash) {

  public static final Split NOTHING =
      new Split(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

  /// What is left of the total, so that the parts always add up.
  public Money platformsPart() {
    return total.minus(driversPart).minus(taxes).minus(withheld);
  }

  /// What it changes of what the platform owes the driver.
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
