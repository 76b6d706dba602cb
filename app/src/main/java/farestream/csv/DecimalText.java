package farestream.csv;

import java.util.regex.Pattern;

/// Parses numbers as people write them: with a currency sign, thousands separators or a decimal
/// comma, or negative in parentheses. A text with two possible values is ambiguous and isn't
/// parsed.
public final class DecimalText {
  private static final Pattern PLAIN =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");
  private static final Pattern THOUSANDS =
      Pattern.compile("\\d{1,3}((,\\d{3})+\\.\\d*|(,\\d{3}){2,})");
  private static final Pattern POINT_THOUSANDS =
      Pattern.compile("\\d{1,3}((\\.\\d{3})+,\\d*|(\\.\\d{3}){2,})");
  private static final Pattern COMMA = Pattern.compile("\\d+,(\\d{1,2}|\\d{4,})|0+,\\d{3}");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+\u2212]?\\d*,\\d+");
  private static final Pattern ONE_COMMA = Pattern.compile("\\d{1,3},\\d{3}");
  private static final Pattern ONE_POINT = Pattern.compile("[1-9]\\d{0,2}\\.\\d{3}");

  /// Blanks and Swiss apostrophes as thousands separators.
  private static final Pattern GROUP_SEPARATORS =
      Pattern.compile("(?<=\\d)[ \\u00a0\\u202f'\\u2019](?=\\d{3})");

  private static final Pattern CURRENCY = Pattern.compile("US ?\\$|USD|\\$");

  private DecimalText() {}

  /// The result of parsing.
  public sealed interface Reading {
    /// @param plain in the format of `BigDecimal`
    record Decimal(String plain) implements Reading {}

    record Ambiguous() implements Reading {}

    record NoNumber() implements Reading {}
  }

  /// @param separator the file's separator. If it is a comma, a comma within a value is a
  ///     thousands separator and a point is a decimal point.
  public static Reading read(String text, char separator) {
    if (PLAIN.matcher(text).matches() && separator == ',') {
      return new Reading.Decimal(text);
    }
    var number = CURRENCY.matcher(text).replaceFirst("").strip();
    var negative = false;
    if (number.startsWith("(") && number.endsWith(")")) {
      negative = true;
      number = number.substring(1, number.length() - 1);
    } else if (number.startsWith("-") || number.startsWith("\u2212")) {
      negative = true;
      number = number.substring(1);
    } else if (number.endsWith("-")) {
      negative = true;
      number = number.substring(0, number.length() - 1);
    } else if (number.startsWith("+")) {
      number = number.substring(1);
    }
    number = CURRENCY.matcher(number).replaceFirst("").strip();
    var unsigned = unsigned(GROUP_SEPARATORS.matcher(number).replaceAll(""), separator);
    return negative && unsigned instanceof Reading.Decimal(var plain)
        ? new Reading.Decimal("-" + plain)
        : unsigned;
  }

  /// Parses a number that is never large enough for thousands separators, such as miles, degrees
  /// or a code. A point is a decimal point, and so is a comma unless it is the file's separator.
  ///
  /// @param separator the file's separator
  public static Reading readMeasure(String text, char separator) {
    var decimalComma = separator != ',' && DECIMAL_COMMA.matcher(text).matches();
    return read(decimalComma ? text.replace(',', '.') : text, ',');
  }

  private static Reading unsigned(String number, char separator) {
    var pointsAreThousands = separator == ';' && ONE_POINT.matcher(number).matches();
    if (pointsAreThousands || (separator != ',' && isAmbiguous(number))) {
      return new Reading.Ambiguous();
    }
    if (PLAIN.matcher(number).matches()) {
      return new Reading.Decimal(number);
    }
    if (THOUSANDS.matcher(number).matches() || isAmbiguous(number)) {
      return new Reading.Decimal(number.replace(",", ""));
    }
    if (POINT_THOUSANDS.matcher(number).matches()) {
      return new Reading.Decimal(number.replace(".", "").replace(',', '.'));
    }
    return COMMA.matcher(number).matches()
        ? new Reading.Decimal(number.replace(',', '.'))
        : new Reading.NoNumber();
  }

  private static boolean isAmbiguous(String number) {
    return ONE_COMMA.matcher(number).matches() && !number.startsWith("0");
  }
}
