package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.cli.console.OptionChecks;
import farestream.money.InvalidAmount;
import farestream.money.Money;
import farestream.trip.Fare;
import java.util.Optional;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options for the parts of a fare. A part that isn't given is random, as in the lab; the
/// total is the sum of the parts. Amounts are in US dollars.
final class FareOptions {
  @Option(
      names = "--fare",
      paramLabel = "AMOUNT",
      description = "The metered fare. Default: random, 5 to 125.")
  private Optional<Money> meter;

  @Option(names = "--extra", paramLabel = "AMOUNT", description = "Default: random, 0 to 1.")
  private Optional<Money> extra;

  @Option(names = "--mta-tax", paramLabel = "AMOUNT", description = "Default: random, 0 to 1.")
  private Optional<Money> mtaTax;

  @Option(names = "--tip", paramLabel = "AMOUNT", description = "Default: random, 0 to 10.")
  private Optional<Money> tip;

  @Option(names = "--tolls", paramLabel = "AMOUNT", description = "Default: random, 0 to 5.")
  private Optional<Money> tolls;

  @Option(
      names = "--improvement-surcharge",
      paramLabel = "AMOUNT",
      description = "Default: random, 0 to 1.")
  private Optional<Money> improvementSurcharge;

  @Option(names = "--congestion-surcharge", paramLabel = "AMOUNT", description = "Default: none.")
  private Optional<Money> congestionSurcharge;

  @Option(names = "--airport-fee", paramLabel = "AMOUNT", description = "Default: none.")
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
    } catch (InvalidAmount beyond) {
      throw new ParameterException(command, "the fare's total " + beyond.getMessage());
    }
  }

  /// Refuses negative amounts. TLC records of refunded rides have them; `replay` accepts those.
  private void requireNotNegative(CommandLine command) {
    var checks = new OptionChecks(command);
    checks.amount("--fare", meter);
    checks.amount("--extra", extra);
    checks.amount("--mta-tax", mtaTax);
    checks.amount("--tip", tip);
    checks.amount("--tolls", tolls);
    checks.amount("--improvement-surcharge", improvementSurcharge);
    checks.amount("--congestion-surcharge", congestionSurcharge);
    checks.amount("--airport-fee", airportFee);
  }
}
