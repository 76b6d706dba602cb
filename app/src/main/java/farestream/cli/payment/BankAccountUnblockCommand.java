package farestream.cli.payment;

import farestream.cli.console.ByOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
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
        "Lets bank files pay a driver's account again that the bank has refused, where the bank was"
            + " wrong or what it missed is put right. Who lifted it and why stays on record. Where the"
            + " account is another one now, give that with set instead.",
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
      description = "The driver whose account it is.")
  private long driverId;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for whoever asks later.")
  private String reason;

  @Mixin private ByOption by = new ByOption();

  BankAccountUnblockCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var command = spec.commandLine();
    var bounds = new OptionChecks(command);
    bounds.person("--driver-id", Optional.of(driverId));
    bounds.reason("--reason", Optional.of(reason));
    var lifted =
        new BlockedAccounts(config.ledger())
            .unblock(
                driverId, reason, Instant.now().truncatedTo(ChronoUnit.MICROS), by.name(command))
            .orElseThrow(
                () ->
                    new Refusal(
                        "the account of driver %d is not blocked: see ./farestream bank-account show"
                                .formatted(driverId)
                            + " --driver-id %d".formatted(driverId)));
    command
        .getOut()
        .printf(
            "driver %d: the account is paid again; %s of payment %d is lifted%n",
            driverId, lifted.code(), lifted.payment());
    return ExitStatus.DONE;
  }
}
