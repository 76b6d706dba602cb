package farestream.cli;

import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Refuses at the door what the ledger would set aside later.
final class Bounds {
  private final CommandLine command;

  Bounds(CommandLine command) {
    this.command = command;
  }

  void check(String option, Optional<BigDecimal> given, long least, long most) {
    given
        .filter(
            value ->
                value.compareTo(BigDecimal.valueOf(least)) < 0
                    || value.compareTo(BigDecimal.valueOf(most)) > 0)
        .ifPresent(
            value -> {
              throw new ParameterException(
                  command, "%s %s is not between %d and %d".formatted(option, value, least, most));
            });
  }
}
