package farestream.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads and formats times of the city. A time can be given as a date, a local time, or a time
/// with an offset.
public final class CityTime {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Reading UNREADABLE =
      new Reading.NoMoment(
          "is neither a date such as 2026-11-01 nor a time such as 2026-11-01T06:00");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.US);

  private CityTime() {}

  /// The result of reading a text.
  public sealed interface Reading {
    record Moment(Instant instant) implements Reading {}

    /// @param why what is wrong with the text; continues a sentence that starts with the text
    record NoMoment(String why) implements Reading {}
  }

  /// Reads a time. A date is read as the start of that day in the zone. A local time that the
  /// zone's clocks skip in spring is rejected, as is one that occurs twice in autumn without an
  /// offset.
  public static Reading read(String text, ZoneId zone) {
    var written = text.strip().replace(' ', 'T');
    return Stream.<Function<String, Reading>>of(
            day -> moment(LocalDate.parse(day).atStartOfDay(zone).toInstant()),
            time -> moment(OffsetDateTime.parse(time).toInstant()),
            time -> inTheCity(LocalDateTime.parse(time), zone))
        .flatMap(form -> attempt(form, written).stream())
        .findFirst()
        .orElse(UNREADABLE);
  }

  private static Optional<Reading> attempt(Function<String, Reading> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }

  private static Reading inTheCity(LocalDateTime local, ZoneId zone) {
    var rules = zone.getRules();
    var offsets = rules.getValidOffsets(local);
    return switch (offsets.size()) {
      case 0 ->
          new Reading.NoMoment(
              "doesn't exist in %s, where clocks go from %s to %s"
                  .formatted(
                      zone,
                      rules.getTransition(local).getDateTimeBefore(),
                      rules.getTransition(local).getDateTimeAfter()));
      case 1 -> moment(local.toInstant(offsets.getFirst()));
      default ->
          new Reading.NoMoment(
              "occurs twice in %s; write %s"
                  .formatted(
                      zone,
                      offsets.stream()
                          .map(offset -> local.atOffset(offset).toString())
                          .collect(Collectors.joining(" or "))));
    };
  }

  private static Reading moment(Instant instant) {
    return instant.isBefore(EARLIEST) ? UNREADABLE : new Reading.Moment(instant);
  }

  /// Formats a time in ISO 8601 with the city's offset.
  public static String iso(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }

  /// Formats a time with a precision of seconds and the zone's abbreviation.
  ///
  /// @param zone the city's time zone
  public static String text(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }
}
