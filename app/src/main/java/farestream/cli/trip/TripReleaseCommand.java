package farestream.cli.trip;

import farestream.billing.MoneyGate.Decision;
import farestream.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream trip release`
@Command(
    name = "release",
    description =
        "Lets the next cycle bill held trips as they are now. A later amendment of a released trip is"
            + " checked again.",
    footer = {
      "",
      "Example:",
      "  ./farestream trip release 2000123 --reason 'the toll bridge was closed'"
    })
final class TripReleaseCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;
  @Mixin private HoldDecision held = new HoldDecision();

  TripReleaseCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    return held.decide(
        Decision.RELEASED,
        "released trips are billed by the next ./farestream bill",
        config,
        spec.commandLine());
  }
}
