package farestream.cli.payment;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.ReasonOption;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.payout.BlockedAccounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream bank-account unblock`
@Command(
    name = "unblock",
    description =
        "Unblocks a driver's account that the bank refused, so that bank files pay it again. Use it if"
            + " the bank was wrong or the problem is solved. If the driver has another account now, use"
            + " set instead. Who unblocked the account and why is recorded.",
    footer = {
      "",
      "Example:",
      "  ./farestream bank-account unblock --driver-id 510909 --reason 'a mix-up'"
    })
final class BankAccountUnblockCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      required = true,
      description = "The driver whose account it is. Required.")
  private long driverId;

  @Mixin private ReasonOption reason;

  BankAccountUnblockCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var command = spec.commandLine();
    new OptionChecks(command).person("--driver-id", Optional.of(driverId));
    var why = reason.text();
    var lifted =
        new BlockedAccounts(config.ledger())
            .unblock(driverId, why, Instant.now().truncatedTo(ChronoUnit.MICROS))
            .orElseThrow(
                () ->
                    new Refusal(
                        "the account of driver %d is not blocked: see ./farestream bank-account show"
                                .formatted(driverId)
                            + " --driver-id %d".formatted(driverId)));
    command
        .getOut()
        .printf(
            "driver %d: the account is unblocked (it was blocked by %s of payment %d)%n",
            driverId, lifted.code(), lifted.payment());
    return ExitStatus.DONE;
  }
}
