package farestream.cli.billing;

import farestream.billing.Disputes;
import farestream.billing.Disputes.Outcome;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream dispute resolve`
@Command(
    name = "resolve",
    description =
        "Records how a disputed charge was resolved. Under the policy components, a disputed trip"
            + " earns the driver nothing until the dispute is won; the next cycle then contains the"
            + " adjustment.",
    footer = {"", "Example:", "  ./farestream dispute resolve 2026-11-01T18:52:42Z,8987397 --won"})
final class DisputeResolveCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TRIPINFO", description = "Such as 2026-11-01T18:52:42Z,8987397.")
  private String tripInfo;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "The trip's rider; needed only if several riders share a tripinfo.")
  private Optional<String> riderEmail = Optional.empty();

  @ArgGroup(multiplicity = "1")
  private @Nullable Decided decided;

  /// Exactly one of them.
  static final class Decided {
    @Option(names = "--won", description = "The dispute was won: the rider pays.")
    private boolean won;

    @Option(names = "--lost", description = "The dispute was lost: the rider doesn't pay.")
    private boolean lost;
  }

  DisputeResolveCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    new OptionChecks(spec.commandLine()).email("--rider-email", riderEmail);
    var won = decided != null && decided.won && !decided.lost;
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var word = won ? "won" : "lost";
    var out = spec.commandLine().getOut();
    switch (new Disputes(config.ledger()).resolve(tripInfo, riderEmail, won, now)) {
      case Outcome.Resolved(var trip, var isNew) -> {
        out.printf(
            "%s, %s of driver %d: %s%s%n",
            CellText.oneLine(trip.tripInfo()),
            trip.total(),
            trip.driverId(),
            word,
            isNew ? "" : " already");
        out.println(
            trip.billedIn()
                .map("billed in cycle %d; the next cycle makes any adjustment"::formatted)
                .orElse("not billed yet; the next cycle bills it accordingly"));
      }
      case Outcome.DecidedOtherwise(var trip) ->
          throw new Refusal(
              "the dispute about trip %s is already recorded as %s, which can't be changed"
                  .formatted(trip.tripInfo(), trip.outcome().orElseThrow()));
      case Outcome.NotDisputed(var unknown) ->
          throw new Refusal(
              "no completed trip %s is disputed: ./farestream dispute list shows open disputes"
                  .formatted(unknown));
      case Outcome.AmbiguousTripInfo(var shared) ->
          throw new Refusal(
              "several riders have a disputed trip %s: name one with --rider-email"
                  .formatted(shared));
    }
    return ExitStatus.DONE;
  }
}
