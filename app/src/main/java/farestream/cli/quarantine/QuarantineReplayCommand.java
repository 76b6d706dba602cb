package farestream.cli.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import farestream.quarantine.QuarantineReplay;
import farestream.quarantine.QuarantinedRecord;
import farestream.quarantine.ReplayOutcome;
import farestream.view.QuarantineViews;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream quarantine replay`
@Command(
    name = "replay",
    description =
        "Offers a record, or all that are open, to the ledger again: once what they lacked is"
            + " there (a driver, a rate code), or the trip was put right in DynamoDB. The exit"
            + " status is 3 if some stay open.",
    footer = {"", "Example:", "  ./farestream quarantine replay"})
final class QuarantineReplayCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The record's number in quarantine list; else all that are open.")
  private Optional<Long> id;

  @Option(names = "--json", description = "Print what became of each as a JSON array.")
  private boolean json;

  private final ArrayNode array = JsonNodeFactory.instance.arrayNode();
  private int settled;
  private int open;

  QuarantineReplayCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    try (var connection = config.ledger().getConnection()) {
      replay(connection);
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(array.toPrettyString());
    } else if (id.isEmpty()) {
      out.println(
          settled + open == 0
              ? "nothing open in quarantine"
              : "%d settled, %d still open".formatted(settled, open));
    }
    return open == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
  }

  private void replay(Connection connection) throws SQLException {
    var replay = new QuarantineReplay(connection);
    if (id.isEmpty()) {
      replay.all(this::tell);
      return;
    }
    var record = QuarantineText.find(connection, id.get());
    switch (replay.replay(record)) {
      case ReplayOutcome.ResolvedBefore(var how) ->
          throw QuarantineText.resolvedBefore(record, how);
      case ReplayOutcome became -> tell(record, became);
    }
  }

  private void tell(QuarantinedRecord record, ReplayOutcome became) {
    if (became.staysOpen()) {
      open++;
    } else {
      settled++;
    }
    if (json) {
      var node = array.addObject();
      node.put("record", record.id());
      node.put("tripinfo", record.tripInfo().orElse(null));
      node.put("became", name(became));
      if (became instanceof ReplayOutcome.StillRefused(var reason)) {
        reason.lines().forEach(node.putArray("faults")::add);
      }
    } else {
      spec.commandLine()
          .getOut()
          .printf(
              "record %d, %s: %s%n",
              record.id(), CellText.oneLine(record.tripInfo()), words(became));
    }
  }

  private static String words(ReplayOutcome became) {
    return switch (became) {
      case ReplayOutcome.Recorded _ -> "recorded";
      case ReplayOutcome.Amended _ -> "amended the trip's row; the former is kept as history";
      case ReplayOutcome.Superseded _ ->
          "superseded: the ledger has the trip so or in a later state";
      case ReplayOutcome.StillRefused(var reason) ->
          "still refused: " + CellText.oneLine(QuarantineViews.first(reason.lines().toList()));
      case ReplayOutcome.NotCompleted _ ->
          "still open: the item is no completed trip, so there is nothing to record";
      case ReplayOutcome.ResolvedBefore(var how) ->
          CellText.oneLine(QuarantineViews.text(how)) + ", meanwhile";
    };
  }

  private static String name(ReplayOutcome became) {
    return switch (became) {
      case ReplayOutcome.Recorded _ -> "recorded";
      case ReplayOutcome.Amended _ -> "amended";
      case ReplayOutcome.Superseded _ -> "superseded";
      case ReplayOutcome.StillRefused _ -> "stillRefused";
      case ReplayOutcome.NotCompleted _ -> "notCompleted";
      case ReplayOutcome.ResolvedBefore _ -> "resolvedBefore";
    };
  }
}
