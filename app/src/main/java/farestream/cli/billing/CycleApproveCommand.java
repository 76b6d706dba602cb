package farestream.cli.billing;

import farestream.billing.Cycles;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.config.Config;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream cycle approve`
@Command(
    name = "approve",
    description =
        "Approves and closes a cycle. Your login must have neither proposed nor rejected it before.",
    footer = {"", "Example:", "  ./farestream cycle approve 2"})
final class CycleApproveCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "N", description = "The cycle's number.")
  private int number;

  CycleApproveCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var decision = new Cycles(config.ledger()).approve(number, now);
    var closed = CycleRejectCommand.done(decision, config);
    spec.commandLine()
        .getOut()
        .printf(
            "cycle %d closed: %s, %s to pay; to pay them, run ./farestream pay%n",
            number, Plural.of(closed.sums().bills(), "bill"), closed.sums().payable());
    return ExitStatus.DONE;
  }
}
