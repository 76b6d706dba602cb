package farestream.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount in dollars and cents, in the range of `numeric(14,2)`: at most
/// 999,999,999,999.99, positive or negative. Refunds are negative. Immutable.
///
/// @param amount in dollars, always with scale 2
public record Money(BigDecimal amount) implements Comparable<Money> {

  private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

  /// The tolerated rounding error of binary floating point: well above the error of a double near
  /// the limit and well below a cent.
  private static final BigDecimal FLOATING_POINT_NOISE = new BigDecimal("0.000001");

  private static final int MAX_TEXT_LENGTH = 64;

  /// The largest accepted scale, positive or negative. A larger one would let a sender make
  /// arithmetic arbitrarily slow.
  private static final int MAX_SCALE = 130;

  public static final Money ZERO = new Money(BigDecimal.ZERO.setScale(2));

  /// @throws InvalidAmount if the amount isn't a whole number of cents or is out of range
  public Money {
    if (Math.abs((long) amount.scale()) > MAX_SCALE || amount.abs().compareTo(LIMIT) >= 0) {
      throw new InvalidAmount(
          truncated(amount.toString()) + " is out of range (at most 999,999,999,999.99)");
    }
    if (amount.scale() != 2) {
      amount = roundedToCents(amount);
    }
  }

  /// Parses an amount in dollars, such as `12.50`.
  ///
  /// @throws InvalidAmount if it isn't a number, not a whole number of cents or out of range
  public static Money of(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new InvalidAmount(truncated(text) + " is not an amount");
    }
    try {
      return new Money(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      throw new InvalidAmount(truncated(text) + " is not a number");
    }
  }

  public static Money ofCents(long cents) {
    return new Money(BigDecimal.valueOf(cents, 2));
  }

  /// Returns the sum of the amounts. Only the result has to be in range, not the partial sums.
  ///
  /// @throws InvalidAmount if the sum is out of range
  public static Money sum(Iterable<Money> amounts) {
    var sum = BigDecimal.ZERO;
    for (var money : amounts) {
      sum = sum.add(money.amount);
    }
    return new Money(sum);
  }

  public Money plus(Money other) {
    return new Money(amount.add(other.amount));
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(other.amount));
  }

  /// Returns a share of this amount, rounded half away from zero as PostgreSQL rounds `numeric`.
  /// Compute the remainder with [#minus(Money)], so that both parts add up to this amount.
  ///
  /// @param share from 0 to 1
  public Money part(BigDecimal share) {
    return new Money(amount.multiply(share).setScale(2, RoundingMode.HALF_UP));
  }

  /// @throws InvalidAmount if the product is out of range
  public Money times(long count) {
    return new Money(amount.multiply(BigDecimal.valueOf(count)));
  }

  public boolean isPositive() {
    return amount.signum() > 0;
  }

  public boolean isNegative() {
    return amount.signum() < 0;
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public String toString() {
    return amount.toPlainString();
  }

  /// Rounds away the error of binary floating point, which turns 12.96 into 12.959999999999999.
  /// 12.965 is refused: rounding it would create or lose money.
  private static BigDecimal roundedToCents(BigDecimal amount) {
    var cents = amount.setScale(2, RoundingMode.HALF_UP);
    if (cents.subtract(amount).abs().compareTo(FLOATING_POINT_NOISE) > 0) {
      throw new InvalidAmount(truncated(amount.toString()) + " is not a whole number of cents");
    }
    return cents;
  }

  private static String truncated(String text) {
    return text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH) + "…";
  }
}
