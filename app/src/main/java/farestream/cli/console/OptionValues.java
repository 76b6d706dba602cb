package farestream.cli.console;

import farestream.money.Money;
import farestream.money.NotMoney;
import farestream.trip.Limits;
import java.math.BigDecimal;
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

/// How the text of an option becomes a value, and what is said where it can't: what was typed, then
/// what is wrong with it. The option's name is put before it in [UsageText].
public final class OptionValues {
  private OptionValues() {}

  /// For a command with all its subcommands.
  public static CommandLine register(CommandLine commands) {
    var whole = converter(Long::valueOf, "is not a whole number");
    var wholeAndSmall = converter(Integer::valueOf, "is not a whole number, or too large");
    return commands
        .registerConverter(String.class, OptionValues::text)
        .registerConverter(Path.class, OptionValues::path)
        .registerConverter(Money.class, OptionValues::money)
        .registerConverter(long.class, whole)
        .registerConverter(Long.class, whole)
        .registerConverter(int.class, wholeAndSmall)
        .registerConverter(Integer.class, wholeAndSmall)
        .registerConverter(BigDecimal.class, converter(BigDecimal::new, "is not a number"))
        .registerConverter(
            Instant.class, converter(Instant::parse, "is no time such as 2020-04-05T18:52:42Z"))
        .registerConverter(
            LocalDate.class, converter(LocalDate::parse, "is no day such as 2026-11-30"))
        .registerConverter(
            ZoneId.class, converter(ZoneId::of, "is no time zone such as America/New_York"));
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> reading, String wrong) {
    return text -> {
      requireAtMost(Limits.NUMBER_LENGTH, text);
      try {
        return reading.apply(text);
      } catch (NumberFormatException | DateTimeException unreadable) {
        throw wrong(text, wrong);
      }
    };
  }

  /// What shows nothing, such as blanks of any kind, is no name, no address and no reason.
  private static final Pattern NOTHING = Pattern.compile("[\\s\\p{Z}\\p{C}]*");

  /// The ledger would quarantine what is longer.
  private static String text(String text) {
    if (NOTHING.matcher(text).matches()) {
      throw new TypeConversionException("is empty: leave it out, or give a text");
    }
    requireAtMost(Limits.TEXT_LENGTH, text);
    if (text.indexOf(0) >= 0) {
      throw new TypeConversionException("holds the character NUL");
    }
    return text;
  }

  private static void requireAtMost(int longest, String text) {
    if (text.length() > longest) {
      throw new TypeConversionException("has more than " + longest + " characters");
    }
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw wrong(text, "is no file or folder");
    }
    return Path.of(text);
  }

  private static Money money(String text) {
    try {
      return Money.of(text);
    } catch (NotMoney notMoney) {
      var message = Objects.requireNonNullElse(notMoney.getMessage(), "is no amount");
      throw message.startsWith(text)
          ? wrong(text, message.substring(text.length()).strip())
          : new TypeConversionException(message);
    }
  }

  private static TypeConversionException wrong(String text, String what) {
    return new TypeConversionException("'%s' %s".formatted(text, what));
  }
}
