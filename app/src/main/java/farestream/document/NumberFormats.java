package farestream.document;

import farestream.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Formats numbers for people: with thousands separators and a typographic minus sign.
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

  /// Formats an amount without cents, for the legend of a scale.
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

  /// Returns a fraction from 0 to 1. It is 0 if the whole is 0 or the part is negative, as
  /// refunds can be.
  static double share(long part, long whole) {
    return whole <= 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
  }

  static double share(Money part, Money whole) {
    return share(cents(part), cents(whole));
  }

  private static long cents(Money amount) {
    return amount.amount().unscaledValue().longValueExact();
  }

  /// Formats a latitude or longitude with a precision of about a tenth of a mile.
  static String degrees(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /// Formats coordinates and lengths of SVG elements.
  static String length(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
