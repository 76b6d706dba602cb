package farestream.cli.trip;

import farestream.billing.MoneyGate;
import farestream.billing.MoneyGate.Decision;
import farestream.billing.MoneyGate.Outcome;
import farestream.cli.console.ByOption;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.OptionChecks;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// On which held trips a person decides, and why.
final class HoldDecision {
  private static final int LONGEST_REASON = 1_000;

  @Parameters(
      arity = "1..*",
      paramLabel = "TRIP",
      description = "Its number in the list of held trips, or its tripinfo; all of them or none.")
  private List<String> trips;

  @Option(
      names = "--rider-email",
      paramLabel = "EMAIL",
      description = "Whose trip; needed only where riders share a tripinfo.")
  private Optional<String> riderEmail = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for whoever asks later.")
  private String reason;

  @Mixin private ByOption by = new ByOption();

  /// @param then what comes of it, for the person
  int decide(Decision decision, String then, Config config, CommandLine command) {
    new OptionChecks(command).email("--rider-email", riderEmail);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new ParameterException(
          command, "--reason has 1 to %d characters".formatted(LONGEST_REASON));
    }
    var person = by.name(command);
    var outcome =
        new MoneyGate(config.ledger()).decide(trips, riderEmail, decision, person, reason.strip());
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
        command.getOut().println(then);
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
          case Outcome.OfSeveralRiders(var trip) ->
              "more than one trip is called %s: give its number, or --rider-email"
                  .formatted(CellText.of(trip));
          case Outcome.NotHeld(var trip, var isBilled) ->
              "trip %s is not held%s: ./farestream status lists the trips that are"
                  .formatted(CellText.of(trip), isBilled ? ", it is billed" : "");
          case Outcome.DecidedAlready(var trip, var how) ->
              "trip %s is %s already".formatted(CellText.of(trip), how);
        });
  }
}
