package farestream.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A moment as a person writes it: a day, a time in the city, or one with its offset.
final class CityTime {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private CityTime() {}

  /// A day is its first moment in the zone. Absent, too, where it is before our era.
  static Optional<Instant> parse(String text, ZoneId zone) {
    return List.<Function<String, Instant>>of(
            day -> LocalDate.parse(day).atStartOfDay(zone).toInstant(),
            time -> OffsetDateTime.parse(time).toInstant(),
            time -> LocalDateTime.parse(time.replace(' ', 'T')).atZone(zone).toInstant())
        .stream()
        .flatMap(reading -> attempt(reading, text).stream())
        .filter(moment -> !moment.isBefore(EARLIEST))
        .findFirst();
  }

  private static Optional<Instant> attempt(Function<String, Instant> reading, String text) {
    try {
      return Optional.of(reading.apply(text.strip()));
    } catch (DateTimeException otherwise) {
      return Optional.empty();
    }
  }
}
