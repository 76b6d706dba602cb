package farestream.cli.billing;

import farestream.billing.Disputes;
import farestream.billing.Disputes.Outcome;
import farestream.cli.console.ByOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream dispute resolve`
@Command(
    name = "resolve",
    description =
        "Puts on record how a disputed charge was decided. Under the policy components a disputed"
            + " trip earns nothing until it is won; the next cycle has the adjustment.",
    footer = {"", "Example:", "  ./farestream dispute resolve 2026-11-01T18:52:42Z,8987397 --won"})
final class DisputeResolveCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TRIPINFO", description = "Such as 2026-11-01T18:52:42Z,8987397.")
  private String tripInfo;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "Whose trip, where riders share a tripinfo.")
  private Optional<String> riderEmail = Optional.empty();

  @ArgGroup(multiplicity = "1")
  private @Nullable Decided decided;

  /// Exactly one of them.
  static final class Decided {
    @Option(names = "--won", description = "The rider pays after all.")
    private boolean won;

    @Option(names = "--lost", description = "The rider does not pay.")
    private boolean lost;
  }

  @Mixin private ByOption by = new ByOption();

  DisputeResolveCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    new OptionChecks(spec.commandLine()).email("--rider-email", riderEmail);
    var won = decided != null && decided.won && !decided.lost;
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var person = by.name(spec.commandLine());
    var word = won ? "won" : "lost";
    var out = spec.commandLine().getOut();
    switch (new Disputes(config.ledger()).resolve(tripInfo, riderEmail, won, now, person)) {
      case Outcome.Resolved(var trip, var isNew) -> {
        out.printf(
            "%s, %s of driver %d: %s%s%n",
            TextTable.onOneLine(trip.tripInfo()),
            trip.total(),
            trip.driverId(),
            word,
            isNew ? "" : " already");
        out.println(
            trip.billedIn()
                .map("billed in cycle %d; what changes comes into the next one"::formatted)
                .orElse("in no cycle yet; the next one bills it so"));
      }
      case Outcome.DecidedOtherwise(var trip) ->
          throw new Refusal(
              "the dispute about %s was %s, and that stays on record"
                  .formatted(trip.tripInfo(), trip.outcome().orElseThrow()));
      case Outcome.NotDisputed(var unknown) ->
          throw new Refusal(
              "no completed trip %s is disputed: ./farestream dispute list shows those that are"
                  .formatted(unknown));
      case Outcome.OfSeveralRiders(var shared) ->
          throw new Refusal(
              "several riders have a disputed trip %s: say whose with --rider-email"
                  .formatted(shared));
    }
    return ExitStatus.DONE;
  }
}
