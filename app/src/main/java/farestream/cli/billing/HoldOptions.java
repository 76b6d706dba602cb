package farestream.cli.billing;

import farestream.billing.HoldLimits;
import farestream.money.Money;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Beyond what a trip is held.
final class HoldOptions {
  private static final int MOST_MINUTES = 366 * 24 * 60;

  @Option(
      names = "--total-limit",
      paramLabel = "AMOUNT",
      description =
          "A trip of a larger total is held; as in the last cycle if not given, 1000 in the first.")
  private Optional<String> total = Optional.empty();

  @Option(
      names = "--parts-tolerance",
      paramLabel = "AMOUNT",
      description =
          "A trip whose total is farther from the sum of its parts is held; as in the last cycle if"
              + " not given, 200 in the first.")
  private Optional<String> parts = Optional.empty();

  @Option(
      names = "--clock-tolerance",
      paramLabel = "MINUTES",
      description =
          "A trip that ended so much later than its record was made is held; as in the last cycle"
              + " if not given, 15 in the first.")
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
    } catch (IllegalArgumentException notMoney) {
      throw new ParameterException(command, "%s: %s".formatted(option, notMoney.getMessage()));
    }
    throw new ParameterException(command, option + " is zero or more");
  }

  private static Duration minutes(int minutes, CommandLine command) {
    if (minutes < 0 || minutes > MOST_MINUTES) {
      throw new ParameterException(
          command, "--clock-tolerance is 0 to %d minutes".formatted(MOST_MINUTES));
    }
    return Duration.ofMinutes(minutes);
  }
}
