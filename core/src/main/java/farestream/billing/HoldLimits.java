package farestream.billing;

import farestream.money.Money;
import java.time.Duration;

/// The limits beyond which a trip is held instead of billed; see `R__money_gate.sql`.
///
/// @param total the largest absolute total of a trip
/// @param parts the largest absolute difference between a total and the sum of its named parts
/// @param clock how long after its record was written a trip may end, in whole minutes
public record HoldLimits(Money total, Money parts, Duration clock) {

  /// The limits that apply if none are given.
  public static final HoldLimits DEFAULT =
      new HoldLimits(Money.of("1000"), Money.of("200"), Duration.ofMinutes(15));

  /// @throws IllegalArgumentException if a limit is negative
  public HoldLimits {
    if (total.isNegative() || parts.isNegative() || clock.isNegative()) {
      throw new IllegalArgumentException("a limit must be zero or more");
    }
  }
}
