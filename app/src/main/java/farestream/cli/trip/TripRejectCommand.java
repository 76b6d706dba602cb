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
        "Keeps trips that are held out of all bills, for a reason. Where an amendment of a billed trip is held, the bill stays as it is. A later amendment of such a trip is held again.",
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
        "what is rejected is in no bill, now or later",
        config,
        spec.commandLine());
  }
}
