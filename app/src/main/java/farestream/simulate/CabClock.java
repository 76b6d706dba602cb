package farestream.simulate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The clock of the cab as a moment. The records name no offset, so two hours a year need a rule:
/// in the hour that autumn has twice a pick-up is taken as the earlier one, and a drop-off as the
/// later one where it would else be before the pick-up; in the hour that spring leaves out a time
/// is shifted forward by the gap, as `java.time` does, and the drop-off with it if it must be: the
/// cab's clock had not been put forward.
final class CabClock {
  /// `2019-03-23 20:21:09`, with a `T`, without seconds, with a fraction; or as an American
  /// spreadsheet has it.
  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          new DateTimeFormatterBuilder()
              .append(DateTimeFormatter.ISO_LOCAL_DATE)
              .appendPattern("[ ]['T']")
              .append(DateTimeFormatter.ISO_LOCAL_TIME)
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT),
          american("M/d/uuuu h:mm[:ss] a"),
          american("M/d/uuuu H:mm[:ss]"));

  private CabClock() {}

  private static DateTimeFormatter american(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// Absent if it's no time, or one that names its own offset. To the microsecond.
  static Optional<LocalDateTime> read(String text) {
    return FORMATS.stream().flatMap(format -> read(text, format).stream()).findFirst();
  }

  private static Optional<LocalDateTime> read(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(text, format).truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException notSo) {
      return Optional.empty();
    }
  }

  static Instant pickup(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).toInstant();
  }

  static Instant dropoff(LocalDateTime local, ZoneId zone, LocalDateTime pickupLocal) {
    var pickup = pickup(pickupLocal, zone);
    var dropoff = local.atZone(zone);
    if (dropoff.toInstant().isBefore(pickup)) {
      dropoff = dropoff.withLaterOffsetAtOverlap();
    }
    return dropoff.toInstant().isBefore(pickup) && !local.isBefore(pickupLocal)
        ? pickup.plus(Duration.between(pickupLocal, local))
        : dropoff.toInstant();
  }
}
