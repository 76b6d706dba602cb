package farestream.simulate;

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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A time as people and programs write it. What can mean two things isn't read: a day and a month
/// in numbers are American (month first) with slashes and German with points, which is how either
/// is written; with hyphens nobody can tell. To the microsecond.
final class TimeText {
  private static final List<DateTimeFormatter> FORMATS =
      Stream.of(
              "uuuu-M-d[ ]['T']",
              "M/d/uuuu[ ][', ']",
              "M/d/uu[ ][', ']",
              "uuuu/M/d ",
              "d.M.uuuu ",
              "uuuu MMM d ",
              "MMM d, uuuu ",
              "d MMM uuuu ",
              "d-MMM-uuuu ")
          .flatMap(date -> Stream.of(format(date, "H:mm", ""), format(date, "h:mm", " a")))
          .toList();

  private static final Pattern WITH_ZONE =
      Pattern.compile(
          "(.*?\\d:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?"
              + "(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?|\\[?[A-Z][A-Za-z]+/[A-Za-z_/]+]?)"
              + "(?:\\[[A-Za-z_/]+])?");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(\\.\\d+)?([eE]\\+?\\d{1,2})?");
  private static final Pattern HYPHENS = Pattern.compile("\\d{1,2}-\\d{1,2}-\\d{2,4}.*");

  /// Seconds of 2001 to 2286; and so for a thousand times as many of what is a thousandth.
  private static final BigDecimal LEAST_SECONDS = new BigDecimal("1e9");

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

  private static DateTimeFormatter format(String date, String time, String end) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(date)
        .appendPattern(time)
        .optionalStart()
        .appendPattern(":ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .optionalEnd()
        .appendPattern(end)
        .toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static Reading read(String text) {
    var local = local(text);
    if (local.isPresent()) {
      return new Reading.Local(local.get());
    }
    var zoned = WITH_ZONE.matcher(text);
    if (zoned.matches()) {
      return local(zoned.group(1))
          .flatMap(time -> exact(time, zoned.group(2).replaceAll("[\\[\\]]", "")))
          .orElseGet(TimeText::unreadable);
    }
    if (NUMBER.matcher(text).matches()) {
      return sinceEpoch(new BigDecimal(text));
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
    for (var format : FORMATS) {
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

  private static Optional<Reading> exact(LocalDateTime time, String zone) {
    try {
      var id = ZoneId.of(zone);
      var utc = id.normalized().equals(ZoneOffset.UTC);
      return Optional.of(new Reading.Exact(time.atZone(id).toInstant(), utc));
    } catch (DateTimeException noSuchZone) {
      return Optional.empty();
    }
  }

  private static Reading sinceEpoch(BigDecimal number) {
    for (var finer : FINER) {
      var seconds = number.movePointLeft(finer);
      if (seconds.compareTo(LEAST_SECONDS) >= 0
          && seconds.compareTo(LEAST_SECONDS.movePointRight(1)) < 0) {
        var micros = seconds.movePointRight(6).toBigInteger().longValueExact();
        return new Reading.SinceEpoch(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      }
    }
    return new Reading.Unreadable(
        "is a number, as a spreadsheet counts days: give the column a format of date and time");
  }
}
