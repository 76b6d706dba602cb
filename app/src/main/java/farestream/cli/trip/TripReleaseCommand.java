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
        "Lets the next cycle bill trips that are held, as they are now, for a reason. A later amendment of such a trip is looked at anew.",
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
        "the next ./farestream bill bills what is released",
        config,
        spec.commandLine());
  }
}
