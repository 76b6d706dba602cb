package farestream.dynamodb.value;

import farestream.dynamodb.error.ServiceException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// DynamoDB's numbers: up to 38 significant digits, with magnitudes from 1E-130 to 9.99E+125.
/// Trailing zeros are stripped, so that numbers of the same value are equal objects.
public final class Numbers {
  private static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 125;
  private static final int MIN_EXPONENT = -130;

  // Parsing a number that fills the largest body could take minutes.
  private static final int MAX_TEXT_LENGTH = 1_000;

  private Numbers() {}

  /// Parses a number.
  ///
  /// @throws ServiceException (ValidationException) if the text isn't a number or exceeds the
  ///     limits
  public static BigDecimal parse(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      throw ServiceException.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    try {
      return checked(new BigDecimal(text));
    } catch (NumberFormatException | ArithmeticException notNumber) {
      throw ServiceException.validation(
          "The parameter cannot be converted to a numeric value"
              + (text.isEmpty() ? "" : ": " + text));
    }
  }

  /// Returns the number without trailing zeros.
  ///
  /// @throws ServiceException (ValidationException) if the number exceeds the limits
  public static BigDecimal checked(BigDecimal number) {
    var stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (stripped.signum() == 0) {
      return stripped;
    }
    var exponent = (long) stripped.precision() - stripped.scale() - 1;
    if (exponent > MAX_EXPONENT) {
      throw ServiceException.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < MIN_EXPONENT) {
      throw ServiceException.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (stripped.precision() > MAX_DIGITS) {
      throw ServiceException.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    return stripped;
  }

  /// Returns the number as in the protocol, in plain digits without an exponent.
  public static String text(BigDecimal number) {
    return number.toPlainString();
  }

  /// Rounds a result to 38 digits, as DynamoDB rounds the result of an addition.
  ///
  /// @throws ServiceException (ValidationException) if the number exceeds the limits
  public static BigDecimal rounded(BigDecimal result) {
    return checked(result.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_UP)));
  }
}
