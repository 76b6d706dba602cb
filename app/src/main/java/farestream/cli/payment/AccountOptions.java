package farestream.cli.payment;

import farestream.cli.console.OptionChecks;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The options that select a driver's bank account or the platform's own; exactly one is given.
final class AccountOptions {
  @Option(names = "--driver-id", paramLabel = "N", description = "The driver whose account it is.")
  private Optional<Long> driverId = Optional.empty();

  @Option(
      names = "--own",
      description = "The platform's own account, which payments are made from.")
  private boolean own;

  /// Returns the driver; empty for the platform's own account.
  Optional<Long> driver(CommandLine command) {
    new OptionChecks(command).person("--driver-id", driverId);
    return own ? Optional.empty() : driverId;
  }
}
