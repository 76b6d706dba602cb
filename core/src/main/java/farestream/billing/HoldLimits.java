package farestream.billing;

import farestream.money.Money;
import java.time.Duration;

/// Beyond what a trip is held and not billed; see `R__money_gate.sql`.
///
/// @param total of a trip, either way
/// @param parts how far a total may be from the sum of its named parts
/// @param clock how much later than its own record a trip may end, in whole minutes
public record HoldLimits(Money total, Money parts, Duration clock) {

  /// Where nobody has said otherwise.
  public static final HoldLimits DEFAULT =
      new HoldLimits(Money.of("1000"), Money.of("200"), Duration.ofMinutes(15));

  /// @throws IllegalArgumentException if one of them is below zero
  public HoldLimits {
    if (total.isNegative() || parts.isNegative() || clock.isNegative()) {
      throw new IllegalArgumentException("a limit is zero or more");
    }
  }
}
