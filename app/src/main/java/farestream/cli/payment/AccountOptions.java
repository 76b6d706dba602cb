package farestream.cli.payment;

import farestream.cli.console.OptionChecks;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// A driver's account or the platform's own; exactly one of them.
final class AccountOptions {
  @Option(names = "--driver-id", paramLabel = "N", description = "The driver whose account it is.")
  private Optional<Long> driverId = Optional.empty();

  @Option(names = "--own", description = "The platform's own, which payments come from.")
  private boolean own;

  /// Empty for the platform's own.
  Optional<Long> driver(CommandLine command) {
    new OptionChecks(command).person("--driver-id", driverId);
    return own ? Optional.empty() : driverId;
  }
}
