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

/// A time as people and programs write it, to the microsecond. What can mean two things isn't read:
/// a day and a month in numbers are American (month first) with slashes and German with points,
/// which is how either is written; with hyphens nobody can tell.
final class TimeText {
  private static final String WEEKDAY = "[EEEE[','] ][EEE[','] ]";
  private static final String MONTH = "[MMMM][MMM]";

  /// Up to the time; the likelier first.
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

  /// With the time; Db2 has a hyphen before it, which else begins an offset.
  private static final List<String> WHOLE =
      List.of("uuuuMMddHHmmss", "uuuuMMddHHmm", "uuuu-M-d-H.mm.ss", "EEE MMM d H:mm:ss uuuu");

  private static final List<String> HALVES_OF_THE_DAY = List.of("%sM", "%s.M.", "%s. M.");

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
              WHOLE.stream().map(pattern -> builder(pattern).append(FRACTION)))
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

  /// What some programs put for a blank, and several for one.
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0\\u202f]+");

  private static final Pattern WITH_ZONE =
      Pattern.compile(
          "(.*?[\\dMm.]) ?"
              + "(Z|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?|UTC|GMT|\\[?[A-Z][A-Za-z]+/[A-Za-z_/]+]?)"
              + "(?:\\[[A-Za-z_/]+]| \\([A-Za-z ]+\\))?");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(\\.\\d+)?([eE]\\+?\\d{1,2})?");
  private static final Pattern HYPHENS = Pattern.compile("\\d{1,2}-\\d{1,2}-\\d{2,4}.*");

  /// Seconds of 2001 to 2286; and so for a thousand times as many of what is a thousandth.
  private static final BigDecimal LEAST_SECONDS = new BigDecimal("1e9");

  /// Far beyond this century, as spreadsheets count.
  private static final BigDecimal MOST_DAYS = new BigDecimal("1e6");

  private static final int[] FINER = {0, 3, 6, 9};

  private TimeText() {}

  /// What a text says.
  sealed interface Reading {
    /// A clock's time, of a place that the text doesn't name.
    record Local(LocalDateTime time) implements Reading {}

    /// @param utc it is written as UTC
    record Exact(Instant time, boolean utc) implements Reading {}

    /// A number of seconds, or of fractions of them, since 1970: of UTC if it is what it should be.
    record SinceEpoch(Instant time) implements Reading {}

    /// @param why behind the text itself, such as `is no local time …`
    record Unreadable(String why) implements Reading {}
  }

  /// As nearly all are written, and so quickly tried.
  private static DateTimeFormatterBuilder withColons(String day, String hour) {
    return time(builder(day), hour + ":mm", ":ss", POINT_FRACTION);
  }

  /// With colons, points or nothing in the time.
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
    for (var half : HALVES_OF_THE_DAY) {
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
            "may have the day or the month first: write it 2019-03-23 20:21:09")
        : unreadable();
  }

  private static Reading unreadable() {
    return new Reading.Unreadable("is no time such as 2019-03-23 20:21:09");
  }

  private static Optional<LocalDateTime> local(String text) {
    for (var format : formats(text)) {
      var position = new ParsePosition(0);
      // Unlike parse it tells by no exception what is not so.
      if (format.parseUnresolved(text, position) != null && position.getIndex() == text.length()) {
        try {
          return Optional.of(LocalDateTime.parse(text, format).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException noSuchDay) {
          // Perhaps in another order.
        }
      }
    }
    return Optional.empty();
  }

  /// By how the text ends. A time ends in a digit or in a half of the day, all else in its zone.
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
    for (var finer : FINER) {
      var seconds = number.movePointLeft(finer);
      if (seconds.compareTo(LEAST_SECONDS) >= 0
          && seconds.compareTo(LEAST_SECONDS.movePointRight(1)) < 0) {
        return sinceEpoch(text, number.precision(), seconds);
      }
    }
    return number.compareTo(MOST_DAYS) < 0
        ? new Reading.Unreadable(
            "is a number, as a spreadsheet counts days: give the column a format of date and time")
        : unreadable();
  }

  private static Reading sinceEpoch(String text, int digits, BigDecimal seconds) {
    if (digits < LEAST_SECONDS.toPlainString().length()
        && text.toUpperCase(Locale.ROOT).contains("E")) {
      return new Reading.Unreadable(
          "was shortened to %d digits: give the column a format without exponents"
              .formatted(digits));
    }
    var micros = seconds.movePointRight(6).toBigInteger().longValueExact();
    return new Reading.SinceEpoch(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
