package farestream.document;

import farestream.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as a page for people has them: thousands apart, a true minus sign.
final class NumberFormats {
  private static final double PERCENT = 100;

  private NumberFormats() {}

  static String count(long number) {
    return String.format(Locale.US, "%,d", number);
  }

  static String amount(Money amount) {
    var text = String.format(Locale.US, "%,.2f", amount.amount().abs());
    return amount.isNegative() ? "\u2212" + text : text;
  }

  static String dollars(Money amount) {
    return amount.isNegative()
        ? "\u2212$" + amount(new Money(amount.amount().abs()))
        : "$" + amount(amount);
  }

  /// Without cents, for the steps of a scale.
  static String wholeDollars(BigDecimal amount) {
    return "$"
        + String.format(Locale.US, "%,d", amount.setScale(0, RoundingMode.HALF_UP).longValue());
  }

  static String percent(long part, long whole) {
    return String.format(Locale.US, "%.1f %%", share(part, whole) * PERCENT);
  }

  static String percent(Money part, Money whole) {
    return percent(cents(part), cents(whole));
  }

  /// 0 to 1; 0 of nothing, and of what is below 0, as refunds may be.
  static double share(long part, long whole) {
    return whole <= 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
  }

  static double share(Money part, Money whole) {
    return share(cents(part), cents(whole));
  }

  private static long cents(Money amount) {
    return amount.amount().unscaledValue().longValueExact();
  }

  /// A latitude or longitude, to a tenth of a mile.
  static String degrees(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /// Coordinates and lengths in pictures.
  static String length(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
