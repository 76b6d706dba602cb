package farestream.cli.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.notice.PersonRefusal;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.NewPerson;
import farestream.quarantine.QuarantineReplay;
import farestream.quarantine.QuarantinedPeople;
import farestream.quarantine.QuarantinedRecord;
import farestream.quarantine.ReplayOutcome;
import farestream.view.QuarantineViews;
import farestream.view.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream quarantine replay`
@Command(
    name = "replay",
    description =
        "Applies one or all open records to the ledger again, after the missing reference data (a"
            + " driver, a rate code) was added or the trip was corrected in DynamoDB. If any stay"
            + " open, the exit status is 3.",
    footer = {"", "Example:", "  ./farestream quarantine replay 17 --add-people"})
final class QuarantineReplayCommand implements Callable<Integer> {
  private record RecordReplay(
      QuarantinedRecord record, ReplayOutcome outcome, List<NewPerson> addedPeople) {}

  private static final View<NewPerson> ADDED =
      View.<NewPerson>empty()
          .detail("kind", person -> person.kind().label())
          .detail("number", NewPerson::number);

  private static final View<RecordReplay> RECORD_REPLAY =
      View.<RecordReplay>empty()
          .detail("record", replayed -> replayed.record().id())
          .detail("tripinfo", replayed -> replayed.record().tripInfo())
          .detail("became", replayed -> name(replayed.outcome()))
          .optional("faults", replayed -> faults(replayed.outcome()))
          .list("addedPeople", ADDED, RecordReplay::addedPeople);

  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The record's number in quarantine list. Default: all open records.")
  private Optional<Long> id;

  @Option(
      names = "--add-people",
      description =
          "First add the record's rider and driver, if the ledger doesn't know them, with the name,"
              + " e-mail address, mobile number and vehicle of its item. Requires ID. Default: add"
              + " nobody.")
  private boolean addPeople;

  @Option(
      names = "--json",
      description = "Print the outcome of each record as a JSON array. Default: text.")
  private boolean json;

  private final ArrayNode array = JsonNodeFactory.instance.arrayNode();
  private final List<NewPerson> added = new ArrayList<>();
  private int resolved;
  private int open;

  QuarantineReplayCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    if (addPeople && id.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--add-people requires ID, so that somebody has looked at the record");
    }
    try (var connection = config.ledger().getConnection()) {
      replay(connection);
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(array.toPrettyString());
    } else if (id.isEmpty()) {
      out.println(
          resolved + open == 0
              ? "no open quarantined records"
              : "%d resolved, %d still open".formatted(resolved, open));
    }
    return open == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
  }

  private void replay(Connection connection) throws SQLException {
    var replay = new QuarantineReplay(connection);
    if (id.isEmpty()) {
      replay.all(this::report);
      return;
    }
    var record = QuarantineText.find(connection, id.get());
    if (addPeople && record.resolution().isEmpty()) {
      report(record, QuarantinedPeople.add(connection, record));
    }
    switch (replay.replay(record)) {
      case ReplayOutcome.ResolvedBefore(var how) ->
          throw QuarantineText.resolvedBefore(record, how);
      case ReplayOutcome outcome -> report(record, outcome);
    }
  }

  /// @throws Refusal if the people can't be added
  private void report(QuarantinedRecord record, QuarantinedPeople.Outcome outcome) {
    switch (outcome) {
      case QuarantinedPeople.Outcome.Added(var people) ->
          people.forEach(
              person -> {
                added.add(person);
                if (!json) {
                  spec.commandLine()
                      .getOut()
                      .printf("%s %d: added%n", person.kind().label(), person.number());
                }
              });
      case QuarantinedPeople.Outcome.Invalid(var kind, var number, var reason) ->
          throw new Refusal(
              "%1$s %2$d of record %3$d was not added: %4$s; run ./farestream %1$s add %2$d and replay"
                      .formatted(kind.label(), number, record.id(), reason)
                  + " the record");
      case QuarantinedPeople.Outcome.Refused(var person, var why) ->
          PersonRefusal.check(person.kind(), person.number(), why);
      case QuarantinedPeople.Outcome.Unreadable() -> {}
    }
  }

  private void report(QuarantinedRecord record, ReplayOutcome outcome) {
    if (outcome.staysOpen()) {
      open++;
    } else {
      resolved++;
    }
    if (json) {
      array.add(RECORD_REPLAY.json(new RecordReplay(record, outcome, added)));
    } else {
      spec.commandLine()
          .getOut()
          .printf(
              "record %d, %s: %s%n",
              record.id(), CellText.oneLine(record.tripInfo()), describe(outcome));
    }
  }

  private static String describe(ReplayOutcome outcome) {
    return switch (outcome) {
      case ReplayOutcome.Recorded _ -> "recorded";
      case ReplayOutcome.Amended _ -> "amended the trip's row; the previous version is kept";
      case ReplayOutcome.Superseded _ ->
          "superseded: the ledger has this or a later state of the trip";
      case ReplayOutcome.StillRefused(var reason) ->
          "still refused: " + CellText.oneLine(QuarantineViews.first(reason.lines().toList()));
      case ReplayOutcome.NotCompleted _ ->
          "still open: the item isn't a completed trip, so there is nothing to record";
      case ReplayOutcome.ResolvedBefore(var how) ->
          CellText.oneLine(QuarantineViews.text(how)) + ", concurrently";
    };
  }

  private static Optional<List<String>> faults(ReplayOutcome outcome) {
    return outcome instanceof ReplayOutcome.StillRefused(var reason)
        ? Optional.of(reason.lines().toList())
        : Optional.empty();
  }

  private static String name(ReplayOutcome outcome) {
    return switch (outcome) {
      case ReplayOutcome.Recorded _ -> "recorded";
      case ReplayOutcome.Amended _ -> "amended";
      case ReplayOutcome.Superseded _ -> "superseded";
      case ReplayOutcome.StillRefused _ -> "stillRefused";
      case ReplayOutcome.NotCompleted _ -> "notCompleted";
      case ReplayOutcome.ResolvedBefore _ -> "resolvedBefore";
    };
  }
}
