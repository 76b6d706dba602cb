package farestream.cli.trip;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Some days of the city, both ends included.
final class DayOptions {
  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "Ended on this day of the city or later, such as 2026-11-01; else ever.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description =
          "Ended on this day of the city or earlier, the whole day included; else until now. A trip"
              + " that isn't over counts by its pick-up.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "America/New_York",
      description = "The city's time zone; ${DEFAULT-VALUE} if not given.")
  private ZoneId zone;

  /// The first moment that counts.
  Optional<Instant> from(CommandLine command) {
    var first = from.map(day -> day("--from", day, command));
    var last = to.map(day -> day("--to", day, command));
    if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
      throw new ParameterException(
          command, "--to %s is before --from %s".formatted(last.get(), first.get()));
    }
    return first.map(day -> day.atStartOfDay(zone).toInstant());
  }

  /// The first moment that no longer counts.
  Optional<Instant> until(CommandLine command) {
    return to.map(day -> day("--to", day, command).plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static LocalDate day(String option, String text, CommandLine command) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException wrong) {
      throw new ParameterException(
          command, "%s '%s' is no day such as 2026-11-01".formatted(option, text));
    }
  }
}
