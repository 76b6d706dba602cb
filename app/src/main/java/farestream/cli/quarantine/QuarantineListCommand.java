package farestream.cli.quarantine;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.quarantine.QuarantinedRecord;
import farestream.quarantine.QuarantinedRecord.LedgerState;
import farestream.view.QuarantineViews;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream quarantine list`
@Command(
    name = "list",
    description =
        "Lists the open quarantined records, newest first, and what the ledger has of their trips.",
    footer = {"", "Example:", "  ./farestream quarantine list --all --limit 200"})
final class QuarantineListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--all",
      description = "Also list replayed and dropped records. Default: open ones.")
  private boolean all;

  @Mixin private ListOptions list = new ListOptions();

  QuarantineListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var limit = list.limit();
    var view = all ? QuarantineViews.ALL : QuarantineViews.OPEN;
    try (var connection = config.ledger().getConnection()) {
      var records =
          all
              ? QuarantinedRecord.newest(connection, limit)
              : QuarantinedRecord.newestOpen(connection, limit);
      if (list.print(view, records)) {
        return ExitStatus.DONE;
      }
      var out = spec.commandLine().getOut();
      if (records.isEmpty()) {
        out.println(all ? "no quarantined records" : "no open quarantined records");
      } else {
        TextTable.of(view, records).print(out);
        printHints(records, limit, QuarantinedRecord.countOpen(connection), out);
      }
    }
    return ExitStatus.DONE;
  }

  private void printHints(List<QuarantinedRecord> records, int limit, long open, PrintWriter out) {
    if (records.size() == limit && (all || open > limit)) {
      out.println(
          all
              ? "(the newest %d; --limit N shows more)".formatted(limit)
              : "(the newest %d of %d; --limit N shows more)".formatted(limit, open));
    }
    if (records.stream().anyMatch(record -> record.faults().size() > 1)) {
      out.println("(+N more: ./farestream quarantine show ID lists all faults of a record)");
    }
    var superseded =
        records.stream()
            .filter(record -> record.resolution().isEmpty())
            .filter(record -> record.ledgerState() == LedgerState.SUPERSEDED)
            .count();
    if (superseded > 0) {
      out.printf(
          "%d of these %s superseded: the ledger has this or a later state of the trip; to close them, run"
              + " ./farestream quarantine replay%n",
          superseded, superseded == 1 ? "is" : "are");
    }
  }
}
