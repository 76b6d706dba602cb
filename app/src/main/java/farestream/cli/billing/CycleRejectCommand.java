package farestream.cli.billing;

import farestream.billing.CycleEvent;
import farestream.billing.Cycles;
import farestream.billing.Cycles.Decision;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.ReasonOption;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream cycle reject`
@Command(
    name = "reject",
    description = "Rejects a proposed cycle and deletes its bills. Its trips can be billed again.",
    footer = {"", "Example:", "  ./farestream cycle reject 2 --reason 'the share should be 0.75'"})
final class CycleRejectCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "N", description = "The cycle's number.")
  private int number;

  @Mixin private ReasonOption reason;

  CycleRejectCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var rejected = done(new Cycles(config.ledger()).reject(number, reason.text()), config);
    spec.commandLine()
        .getOut()
        .printf(
            "cycle %d rejected, %s deleted; for a new proposal, run ./farestream bill --propose%n",
            number, Plural.of(rejected.sums().bills(), "bill"));
    return ExitStatus.DONE;
  }

  /// Returns the cycle that was decided.
  ///
  /// @throws Refusal if a rule forbids the decision
  static Cycles.Summary done(Decision decision, Config config) {
    return switch (decision) {
      case Decision.Done(var cycle) -> cycle;
      case Decision.NoSuchCycle(var cycle) ->
          throw new Refusal(
              "there is no cycle %d: ./farestream cycle list shows them".formatted(cycle));
      case Decision.NotProposed(var cycle) ->
          throw new Refusal(
              "cycle %d is closed and can't be changed; corrections are made in the next cycle"
                  .formatted(cycle));
      case Decision.TripsAreHeld(var cycle, var which) ->
          throw new Refusal(
              "%s: ./farestream trip release them, or ./farestream cycle reject %d"
                  .formatted(CellText.oneLine(which), cycle));
      case Decision.SamePerson(var cycle, var person, var kind) ->
          throw new Refusal(
              "%s has %s cycle %d, so another person must approve it, with a login of their own"
                      .formatted(CellText.oneLine(person), kind, cycle)
                  + (kind == CycleEvent.Kind.PROPOSED ? approval(config, person, cycle) : ""));
    };
  }

  /// Returns the command that approves with the other login of a local instance; empty elsewhere.
  private static String approval(Config config, String person, int cycle) {
    return config
        .launcherOfAnother(person)
        .map(launcher -> ": %s cycle approve %d".formatted(launcher, cycle))
        .orElse("");
  }
}
