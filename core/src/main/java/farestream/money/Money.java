package farestream.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount in dollars and cents, below a million million either way: what `numeric(14,2)`
/// holds. Refunds are negative.
///
/// @param amount always of scale 2
public record Money(BigDecimal amount) implements Comparable<Money> {

  private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

  /// Far below a cent and far above the error of binary floating point at the limit's scale.
  private static final BigDecimal FLOATING_POINT_NOISE = new BigDecimal("0.000001");

  private static final int LONGEST_TEXT = 64;

  /// Left or right of the point. More would make arithmetic as slow as the sender likes.
  private static final int MOST_DIGITS = 130;

  public static final Money ZERO = new Money(BigDecimal.ZERO.setScale(2));

  /// @throws NotMoney if the amount isn't a whole number of cents or is beyond the limit
  public Money {
    if (Math.abs((long) amount.scale()) > MOST_DIGITS || amount.abs().compareTo(LIMIT) >= 0) {
      throw new NotMoney(shown(amount.toString()) + " is beyond what an amount can be");
    }
    if (amount.scale() != 2) {
      amount = toTheCent(amount);
    }
  }

  public static Money of(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new NotMoney(shown(text) + " is not an amount");
    }
    try {
      return new Money(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      throw new NotMoney(shown(text) + " is not a number");
    }
  }

  public static Money ofCents(long cents) {
    return new Money(BigDecimal.valueOf(cents, 2));
  }

  /// The amounts' sum; what it comes to on the way may be beyond the limit.
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

  /// This amount's part, rounded half away from zero, as `numeric` rounds in SQL. What remains is
  /// `minus` the part, so that both always add up.
  ///
  /// @param share 0 to 1
  public Money part(BigDecimal share) {
    return new Money(amount.multiply(share).setScale(2, RoundingMode.HALF_UP));
  }

  /// @throws NotMoney if it is beyond what an amount can be
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

  /// Writers that count in binary floating point send 12.959999999999999 for 12.96; that is a whole
  /// number of cents. 12.965 is not, and guessing would make or lose money.
  private static BigDecimal toTheCent(BigDecimal amount) {
    var cents = amount.setScale(2, RoundingMode.HALF_UP);
    if (cents.subtract(amount).abs().compareTo(FLOATING_POINT_NOISE) > 0) {
      throw new NotMoney(shown(amount.toString()) + " is not a whole number of cents");
    }
    return cents;
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
