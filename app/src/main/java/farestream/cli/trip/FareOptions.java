package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.cli.console.OptionChecks;
import farestream.money.Money;
import farestream.money.NotMoney;
import farestream.trip.Fare;
import java.util.Optional;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What a trip costs: each part as told, else made up as the lab does; the total is their sum.
final class FareOptions {
  @Option(
      names = "--fare",
      paramLabel = "AMOUNT",
      description = "By the meter; else random, 5 to 125.")
  private Optional<Money> meter;

  @Option(names = "--extra", paramLabel = "AMOUNT", description = "Else random, 0 to 1.")
  private Optional<Money> extra;

  @Option(names = "--mta-tax", paramLabel = "AMOUNT", description = "Else random, 0 to 1.")
  private Optional<Money> mtaTax;

  @Option(names = "--tip", paramLabel = "AMOUNT", description = "Else random, 0 to 10.")
  private Optional<Money> tip;

  @Option(names = "--tolls", paramLabel = "AMOUNT", description = "Else random, 0 to 5.")
  private Optional<Money> tolls;

  @Option(
      names = "--improvement-surcharge",
      paramLabel = "AMOUNT",
      description = "Else random, 0 to 1.")
  private Optional<Money> improvementSurcharge;

  @Option(names = "--congestion-surcharge", paramLabel = "AMOUNT", description = "Else none.")
  private Optional<Money> congestionSurcharge;

  @Option(names = "--airport-fee", paramLabel = "AMOUNT", description = "Else none.")
  private Optional<Money> airportFee;

  Fare fare(RandomGenerator random, CommandLine command) {
    requireNotNegative(command);
    var parts =
        new Fare(
            meter.orElseGet(() -> LabDefaults.amount(random, 5, 125)),
            extra.orElseGet(() -> LabDefaults.amount(random, 0, 1)),
            mtaTax.orElseGet(() -> LabDefaults.amount(random, 0, 1)),
            tip.orElseGet(() -> LabDefaults.amount(random, 0, 10)),
            tolls.orElseGet(() -> LabDefaults.amount(random, 0, 5)),
            Money.ZERO,
            improvementSurcharge.orElseGet(() -> LabDefaults.amount(random, 0, 1)),
            congestionSurcharge.orElse(Money.ZERO),
            airportFee.orElse(Money.ZERO),
            Money.ZERO,
            Money.ZERO,
            Money.ZERO);
    try {
      return parts.withTotal(parts.sumOfParts());
    } catch (NotMoney beyond) {
      throw new ParameterException(command, "the fare's total " + beyond.getMessage());
    }
  }

  /// The TLC's records have such amounts, where a ride was refunded; `replay` takes those.
  private void requireNotNegative(CommandLine command) {
    var bounds = new OptionChecks(command);
    bounds.amount("--fare", meter);
    bounds.amount("--extra", extra);
    bounds.amount("--mta-tax", mtaTax);
    bounds.amount("--tip", tip);
    bounds.amount("--tolls", tolls);
    bounds.amount("--improvement-surcharge", improvementSurcharge);
    bounds.amount("--congestion-surcharge", congestionSurcharge);
    bounds.amount("--airport-fee", airportFee);
  }
}
