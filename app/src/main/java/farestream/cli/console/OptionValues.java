package farestream.cli.console;

import farestream.money.InvalidAmount;
import farestream.money.Money;
import farestream.trip.Limits;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converts the text of an option to a value. An error message quotes the text and then says what
/// is wrong with it; [UsageText] puts the option's name before it.
public final class OptionValues {
  private OptionValues() {}

  /// Registers the converters for a command and all its subcommands.
  public static CommandLine register(CommandLine commands) {
    var whole = converter(Long::valueOf, "is not a whole number");
    var wholeAndSmall = converter(Integer::valueOf, "is not a whole number, or is too large");
    return commands
        .registerConverter(String.class, OptionValues::text)
        .registerConverter(Path.class, OptionValues::path)
        .registerConverter(Money.class, OptionValues::money)
        .registerConverter(Charset.class, OptionValues::encoding)
        .registerConverter(long.class, whole)
        .registerConverter(Long.class, whole)
        .registerConverter(int.class, wholeAndSmall)
        .registerConverter(Integer.class, wholeAndSmall)
        .registerConverter(BigDecimal.class, converter(BigDecimal::new, "is not a number"))
        .registerConverter(
            Instant.class, converter(Instant::parse, "is not a time such as 2020-04-05T18:52:42Z"))
        .registerConverter(
            LocalDate.class, converter(LocalDate::parse, "is not a day such as 2026-11-30"))
        .registerConverter(
            ZoneId.class, converter(ZoneId::of, "is not a time zone such as America/New_York"));
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parser, String wrong) {
    return text -> {
      requireAtMost(Limits.NUMBER_LENGTH, text);
      try {
        return parser.apply(text);
      } catch (NumberFormatException | DateTimeException unreadable) {
        throw wrong(text, wrong);
      }
    };
  }

  /// Only whitespace, invisible characters and fillers, which are blank letters: not a usable name,
  /// address or reason.
  private static final Pattern BLANK =
      Pattern.compile("[\\s\\p{Z}\\p{C}\\u115F\\u1160\\u2800\\u3164\\uFFA0]*");

  /// Checks a text. The ledger would quarantine a longer one.
  private static String text(String text) {
    if (BLANK.matcher(text).matches()) {
      throw new TypeConversionException("is blank: omit it, or give a text");
    }
    requireAtMost(Limits.TEXT_LENGTH, text);
    if (text.indexOf(0) >= 0) {
      throw new TypeConversionException("contains a NUL character");
    }
    return text;
  }

  private static void requireAtMost(int maxLength, String text) {
    if (text.length() > maxLength) {
      throw new TypeConversionException("has more than " + maxLength + " characters");
    }
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw wrong(text, "is not a file or folder");
    }
    return Path.of(text);
  }

  private static Charset encoding(String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw wrong(text, "is not a character encoding such as UTF-8 or windows-1252");
    }
  }

  private static Money money(String text) {
    try {
      return Money.of(text);
    } catch (InvalidAmount invalid) {
      var message = Objects.requireNonNullElse(invalid.getMessage(), "is not an amount");
      throw message.startsWith(text)
          ? wrong(text, message.substring(text.length()).strip())
          : new TypeConversionException(message);
    }
  }

  private static TypeConversionException wrong(String text, String what) {
    return new TypeConversionException("'%s' %s".formatted(text, what));
  }
}
