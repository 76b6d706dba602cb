package farestream.cli.billing;

import farestream.billing.HoldLimits;
import farestream.money.Money;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options for the limits beyond which a trip is held.
final class HoldOptions {
  private static final int MAX_MINUTES = 366 * 24 * 60;

  @Option(
      names = "--total-limit",
      paramLabel = "AMOUNT",
      description =
          "Hold a trip whose total is larger. Default: as in the last cycle; 1000 in the first.")
  private Optional<String> total = Optional.empty();

  @Option(
      names = "--parts-tolerance",
      paramLabel = "AMOUNT",
      description =
          "Hold a trip whose total differs by more from the sum of its parts. Default: as in the last"
              + " cycle; 200 in the first.")
  private Optional<String> parts = Optional.empty();

  @Option(
      names = "--clock-tolerance",
      paramLabel = "MINUTES",
      description =
          "Hold a trip whose drop-off is later than its record's creation by more than this. Default:"
              + " as in the last cycle; 15 in the first.")
  private Optional<Integer> clock = Optional.empty();

  HoldLimits limits(HoldLimits last, CommandLine command) {
    return new HoldLimits(
        amount("--total-limit", total, last.total(), command),
        amount("--parts-tolerance", parts, last.parts(), command),
        clock.map(minutes -> minutes(minutes, command)).orElse(last.clock()));
  }

  private static Money amount(
      String option, Optional<String> given, Money last, CommandLine command) {
    try {
      var amount = given.map(Money::of).orElse(last);
      if (!amount.isNegative()) {
        return amount;
      }
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(command, "%s: %s".formatted(option, invalid.getMessage()));
    }
    throw new ParameterException(command, option + " can't be negative");
  }

  private static Duration minutes(int minutes, CommandLine command) {
    if (minutes < 0 || minutes > MAX_MINUTES) {
      throw new ParameterException(
          command, "--clock-tolerance must be 0 to %d minutes".formatted(MAX_MINUTES));
    }
    return Duration.ofMinutes(minutes);
  }
}
