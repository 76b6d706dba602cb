package farestream.dynamodb.value;

import farestream.dynamodb.error.ServiceException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99E+125. All are
/// stripped of trailing zeros, so that equal numbers are equal objects.
public final class Numbers {
  private static final int MOST_DIGITS = 38;
  private static final int LARGEST_EXPONENT = 125;
  private static final int SMALLEST_EXPONENT = -130;

  // A text as long as a body could take minutes to read as a number.
  private static final int LONGEST_TEXT = 1_000;

  private Numbers() {}

  /// @throws ServiceException (ValidationException) if it is none, or beyond the limits
  public static BigDecimal parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw ServiceException.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    try {
      return checked(new BigDecimal(text));
    } catch (NumberFormatException | ArithmeticException none) {
      throw ServiceException.validation(
          "The parameter cannot be converted to a numeric value"
              + (text.isEmpty() ? "" : ": " + text));
    }
  }

  /// The result of an addition or subtraction, under the same limits.
  public static BigDecimal checked(BigDecimal number) {
    var stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (stripped.signum() == 0) {
      return stripped;
    }
    var exponent = (long) stripped.precision() - stripped.scale() - 1;
    if (exponent > LARGEST_EXPONENT) {
      throw ServiceException.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < SMALLEST_EXPONENT) {
      throw ServiceException.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (stripped.precision() > MOST_DIGITS) {
      throw ServiceException.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    return stripped;
  }

  /// As the protocol writes it: plain digits, no exponent.
  public static String text(BigDecimal number) {
    return number.toPlainString();
  }

  /// Rounded to what a number can hold, as DynamoDB does with the result of an addition.
  public static BigDecimal rounded(BigDecimal result) {
    return checked(result.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_UP)));
  }
}
