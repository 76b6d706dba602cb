package farestream.cli.trip;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options for a range of local days, both ends included.
final class DayOptions {
  @Option(
      names = "--from",
      paramLabel = "DAY",
      description =
          "The first day of drop-off, in the city's time zone, such as 2026-11-01. Default:"
              + " unlimited.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description =
          "The last day of drop-off, in the city's time zone, included. A trip that hasn't ended"
              + " counts by its pick-up. Default: unlimited.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "America/New_York",
      description = "The city's time zone. Default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  /// Returns the start of the range, inclusive; absent if unlimited.
  Optional<Instant> from(CommandLine command) {
    var first = from.map(day -> day("--from", day, command));
    var last = to.map(day -> day("--to", day, command));
    if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
      throw new ParameterException(
          command, "--to %s is before --from %s".formatted(last.get(), first.get()));
    }
    return first.map(day -> day.atStartOfDay(zone).toInstant());
  }

  /// Returns the end of the range, exclusive; absent if unlimited.
  Optional<Instant> until(CommandLine command) {
    return to.map(day -> day("--to", day, command).plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static LocalDate day(String option, String text, CommandLine command) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException wrong) {
      throw new ParameterException(
          command, "%s '%s' is not a day such as 2026-11-01".formatted(option, text));
    }
  }
}
