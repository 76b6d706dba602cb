package farestream.cli.trip;

import farestream.billing.MoneyGate.Decision;
import farestream.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream trip reject`
@Command(
    name = "reject",
    description =
        "Excludes held trips from all bills. If an amendment of a billed trip is held, the bill is not"
            + " adjusted for it. A later amendment of a rejected trip is held again.",
    footer = {"", "Example:", "  ./farestream trip reject 2000123 --reason 'the meter was broken'"})
final class TripRejectCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;
  @Mixin private HoldDecision held = new HoldDecision();

  TripRejectCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    return held.decide(
        Decision.REJECTED,
        "rejected trips are not billed, now or later",
        config,
        spec.commandLine());
  }
}
