package farestream.tlc;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Parses times in the formats that people and programs write, to the microsecond. Ambiguous times
/// are refused. With slashes the month comes first (American), with points the day (German),
/// because each is usually written so; day and month in numbers with hyphens are ambiguous.
final class TimeText {
  private static final String WEEKDAY = "[EEEE[','] ][EEE[','] ]";
  private static final String MONTH = "[MMMM][MMM]";

  /// Formats of the date before the time, the likelier first.
  private static final List<String> DAYS =
      List.of(
          "uuuu-M-d[ ]['T']",
          "M/d/uuuu[','] ",
          "M/d/uu[','] ",
          "uuuu/M/d[','] ",
          "d.M.uuuu[','] ",
          "d.M.uu[','] ",
          "uuuu.M.d ",
          "uuuuMMdd[ ]['T']",
          "d-MMM-uuuu ",
          "d-MMM-uu ",
          "uuuu-MMM-d ",
          "uuuu " + MONTH + " d ",
          WEEKDAY + "d " + MONTH + " uuuu[','] ",
          WEEKDAY + MONTH + " d[','] uuuu[','][' at'] ",
          "dMMMuuuu':'",
          "dMMMuu':'");

  /// Formats of date and time. Db2's has a hyphen before the time, which otherwise begins an
  /// offset.
  private static final List<String> DATE_TIMES =
      List.of("uuuuMMddHHmmss", "uuuuMMddHHmm", "uuuu-M-d-H.mm.ss", "EEE MMM d H:mm:ss uuuu");

  private static final List<String> AM_PM = List.of("%sM", "%s.M.", "%s. M.");

  private static final DateTimeFormatter POINT_FRACTION =
      new DateTimeFormatterBuilder()
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter FRACTION =
      new DateTimeFormatterBuilder()
          .append(POINT_FRACTION)
          .optionalStart()
          .appendLiteral(',')
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
          .toFormatter(Locale.ROOT);

  private static final List<DateTimeFormatter> BY_24_HOURS =
      Stream.of(
              DAYS.stream().map(day -> withColons(day, "H")),
              DAYS.stream().map(day -> withAny(day, "H")),
              DATE_TIMES.stream().map(pattern -> builder(pattern).append(FRACTION)))
          .flatMap(builders -> builders)
          .map(TimeText::strict)
          .toList();

  private static final List<DateTimeFormatter> BY_12_HOURS =
      Stream.concat(
              DAYS.stream().map(day -> withColons(day, "h")),
              DAYS.stream().map(day -> withAny(day, "h")))
          .map(TimeText::halfDay)
          .map(TimeText::strict)
          .toList();

  /// Runs of characters that some programs write instead of a single space.
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0\\u202f]+");

  private static final Pattern WITH_ZONE =
      Pattern.compile(
          "(.*?[\\dMm.]) ?"
              + "(Z|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?|UTC|GMT|\\[?[A-Z][A-Za-z]+/[A-Za-z_/]+]?)"
              + "(?:\\[[A-Za-z_/]+]| \\([A-Za-z ]+\\))?");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(\\.\\d+)?([eE]\\+?\\d{1,2})?");
  private static final Pattern HYPHENS = Pattern.compile("\\d{1,2}-\\d{1,2}-\\d{2,4}.*");

  /// A number of seconds since 1970 has 10 digits from 2001 to 2286. The same holds for milli-,
  /// micro- and nanoseconds with 3, 6 and 9 digits more.
  private static final BigDecimal LEAST_SECONDS = new BigDecimal("1e9");

  /// Above any day number of a spreadsheet; this one is in the year 4637.
  private static final BigDecimal MOST_DAYS = new BigDecimal("1e6");

  private static final int[] EXTRA_DIGITS = {0, 3, 6, 9};

  private TimeText() {}

  /// The outcome of parsing a text.
  sealed interface Reading {
    /// A local time; the text names no time zone.
    record Local(LocalDateTime time) implements Reading {}

    /// A time with an offset or a time zone.
    ///
    /// @param utc whether it is marked as UTC
    record Exact(Instant time, boolean utc) implements Reading {}

    /// A number of seconds, milli-, micro- or nanoseconds since 1970. By definition they are UTC,
    /// but some programs count local time.
    record SinceEpoch(Instant time) implements Reading {}

    /// @param why the reason, to be printed after the text
    record Unreadable(String why) implements Reading {}
  }

  /// Builds the format that nearly all files use, which is tried first because it is fast.
  private static DateTimeFormatterBuilder withColons(String day, String hour) {
    return time(builder(day), hour + ":mm", ":ss", POINT_FRACTION);
  }

  /// Builds a format whose time has colons, points or no separators.
  private static DateTimeFormatterBuilder withAny(String day, String hour) {
    var builder = builder(day);
    time(builder.optionalStart(), hour + ":mm", ":ss", FRACTION).optionalEnd();
    time(builder.optionalStart(), hour + ".mm", ".ss", FRACTION).optionalEnd();
    return time(builder.optionalStart(), "HHmm", "ss", FRACTION).optionalEnd();
  }

  private static DateTimeFormatterBuilder time(
      DateTimeFormatterBuilder builder, String time, String seconds, DateTimeFormatter fraction) {
    return builder
        .appendPattern(time)
        .optionalStart()
        .appendPattern(seconds)
        .append(fraction)
        .optionalEnd();
  }

  private static DateTimeFormatterBuilder builder(String pattern) {
    return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
  }

  private static DateTimeFormatterBuilder halfDay(DateTimeFormatterBuilder builder) {
    builder.appendPattern("[ ]");
    for (var half : AM_PM) {
      builder
          .optionalStart()
          .appendText(
              ChronoField.AMPM_OF_DAY, Map.of(0L, half.formatted("A"), 1L, half.formatted("P")))
          .optionalEnd();
    }
    return builder;
  }

  private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
    return builder.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT);
  }

  static Reading read(String text) {
    var local = local(text);
    if (local.isPresent()) {
      return new Reading.Local(local.get());
    }
    var folded = BLANKS.matcher(text).replaceAll(" ");
    if (!folded.equals(text)) {
      return read(folded);
    }
    var zoned = WITH_ZONE.matcher(text);
    if (zoned.matches()) {
      var exact =
          local(zoned.group(1))
              .flatMap(time -> exact(time, zoned.group(2).replaceAll("[\\[\\]]", "")));
      if (exact.isPresent()) {
        return exact.get();
      }
    }
    if (NUMBER.matcher(text).matches()) {
      return number(text);
    }
    return HYPHENS.matcher(text).matches()
        ? new Reading.Unreadable(
            "is ambiguous, because the day or the month may come first: write it as 2019-03-23"
                + " 20:21:09")
        : unreadable();
  }

  private static Reading unreadable() {
    return new Reading.Unreadable("is not a time such as 2019-03-23 20:21:09");
  }

  private static Optional<LocalDateTime> local(String text) {
    for (var format : formats(text)) {
      var position = new ParsePosition(0);
      // Unlike parse, this throws no exception for a text in another format.
      if (format.parseUnresolved(text, position) != null && position.getIndex() == text.length()) {
        try {
          return Optional.of(LocalDateTime.parse(text, format).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException noSuchDay) {
          // The next format may have another order of day and month.
        }
      }
    }
    return Optional.empty();
  }

  /// Selects formats by the last character. A local time ends in a digit or in AM or PM; any other
  /// text ends in its zone.
  private static List<DateTimeFormatter> formats(String text) {
    var last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    return switch (last) {
      case 'M', 'm', '.' -> BY_12_HOURS;
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> BY_24_HOURS;
      default -> List.of();
    };
  }

  private static Optional<Reading> exact(LocalDateTime time, String zone) {
    try {
      var id = ZoneId.of(zone);
      var utc = id.normalized().equals(ZoneOffset.UTC);
      return Optional.of(new Reading.Exact(time.atZone(id).toInstant(), utc));
    } catch (DateTimeException noSuchZone) {
      return Optional.empty();
    }
  }

  private static Reading number(String text) {
    var number = new BigDecimal(text);
    for (var digits : EXTRA_DIGITS) {
      var seconds = number.movePointLeft(digits);
      if (seconds.compareTo(LEAST_SECONDS) >= 0
          && seconds.compareTo(LEAST_SECONDS.movePointRight(1)) < 0) {
        return sinceEpoch(text, number.precision(), seconds);
      }
    }
    return number.compareTo(MOST_DAYS) < 0
        ? new Reading.Unreadable(
            "is a number of days, as spreadsheets count: format the column as date and time")
        : unreadable();
  }

  private static Reading sinceEpoch(String text, int digits, BigDecimal seconds) {
    if (digits < LEAST_SECONDS.toPlainString().length()
        && text.toUpperCase(Locale.ROOT).contains("E")) {
      return new Reading.Unreadable(
          "was shortened to %d digits: format the column without exponents".formatted(digits));
    }
    var micros = seconds.movePointRight(6).toBigInteger().longValueExact();
    return new Reading.SinceEpoch(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
