package farestream.cli.quarantine;

import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ReasonOption;
import farestream.config.Config;
import farestream.quarantine.QuarantineDrop;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream quarantine drop`
@Command(
    name = "drop",
    description =
        "Drops one record for good: it is never replayed. The record and the reason stay in the"
            + " table.",
    footer = {
      "",
      "Example:",
      "  ./farestream quarantine drop 1 --reason 'a test ride, never to be billed'"
    })
final class QuarantineDropCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The record's number in quarantine list.")
  private long id;

  @Mixin private ReasonOption reason;

  QuarantineDropCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var why = reason.text();
    try (var connection = config.ledger().getConnection()) {
      var record = QuarantineText.find(connection, id);
      switch (QuarantineDrop.drop(connection, record, why)) {
        case QuarantineDrop.Outcome.Dropped _ ->
            spec.commandLine()
                .getOut()
                .printf(
                    "record %d, %s: dropped; ./farestream quarantine show %d still shows it%n",
                    id, CellText.oneLine(record.tripInfo()), id);
        case QuarantineDrop.Outcome.ResolvedBefore(var how) ->
            throw QuarantineText.resolvedBefore(record, how);
      }
    }
    return ExitStatus.DONE;
  }
}
