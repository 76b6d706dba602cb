package farestream.cli.trip;

import farestream.billing.MoneyGate;
import farestream.billing.MoneyGate.Decision;
import farestream.billing.MoneyGate.Outcome;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.cli.console.ReasonOption;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of a decision on held trips: which trips and why.
final class HoldDecision {
  @Parameters(
      arity = "1..*",
      paramLabel = "TRIP",
      description =
          "A trip's number in the list of held trips, or its tripinfo. If one is refused, none is"
              + " decided.")
  private List<String> trips;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "The trip's rider; needed only if several riders share a tripinfo.")
  private Optional<String> riderEmail = Optional.empty();

  @Mixin private ReasonOption reason;

  /// Records the decision on all trips, or on none, and prints them.
  ///
  /// @param consequence the last line, which says what the decision means for billing
  int decide(Decision decision, String consequence, Config config, CommandLine command) {
    new OptionChecks(command).email("--rider-email", riderEmail);
    var why = reason.text();
    var outcome = new MoneyGate(config.ledger()).decide(trips, riderEmail, decision, why);
    switch (outcome) {
      case Outcome.Done(var decided) -> {
        for (var trip : decided) {
          command
              .getOut()
              .printf(
                  "%s: %s, %s (%s)%n",
                  decision,
                  CellText.of(trip.tripInfo()),
                  trip.amount(),
                  CellText.oneLine(trip.hold()));
        }
        command.getOut().println(consequence);
      }
      case Outcome.Refused refused -> throw refused(refused);
    }
    return ExitStatus.DONE;
  }

  private static Refusal refused(Outcome.Refused refused) {
    return new Refusal(
        switch (refused) {
          case Outcome.NoSuchTrip(var trip) ->
              "the ledger has no trip %s: ./farestream status lists the trips that are held"
                  .formatted(CellText.of(trip));
          case Outcome.AmbiguousTripInfo(var trip) ->
              "more than one rider has a trip %s: give its number, or add --rider-email"
                  .formatted(CellText.of(trip));
          case Outcome.NotHeld(var trip, var isBilled) ->
              "trip %s is not held%s: ./farestream status lists the trips that are"
                  .formatted(CellText.of(trip), isBilled ? " but billed" : "");
          case Outcome.DecidedAlready(var trip, var how) ->
              "trip %s is already %s".formatted(CellText.of(trip), how);
        });
  }
}
