package farestream.cli.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.cli.console.CellText;
import farestream.cli.console.CsvOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.LimitOption;
import farestream.cli.console.TextTable;
import farestream.ledger.QuarantinedRecord;
import farestream.ledger.QuarantinedRecord.Ledgered;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
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
        "Lists the records that were set aside and wait to be put right, newest first, and whether"
            + " the ledger has their trips by now.",
    footer = {"", "Example:", "  ./farestream quarantine list --all --limit 200"})
final class QuarantineListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Also those replayed or dropped, and how.")
  private boolean all;

  @Mixin private LimitOption limited = new LimitOption();
  @Mixin private CsvOption csv = new CsvOption();

  @Option(names = "--json", description = "Print them as a JSON array, with the items.")
  private boolean json;

  QuarantineListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var limit = limited.value(spec.commandLine());
    csv.require(spec.commandLine());
    var out = spec.commandLine().getOut();
    try (var connection = config.ledger().getConnection()) {
      var records =
          all
              ? QuarantinedRecord.newest(connection, limit)
              : QuarantinedRecord.newestOpen(connection, limit);
      if (json) {
        var array = JsonNodeFactory.instance.arrayNode();
        records.forEach(record -> array.add(QuarantineText.json(record)));
        out.println(array.toPrettyString());
      } else if (csv.print(table(records), spec.commandLine())) {
        return ExitStatus.DONE;
      } else if (records.isEmpty()) {
        out.println(all ? "nothing in quarantine" : "nothing open in quarantine");
      } else {
        table(records).print(out);
        printHints(records, limit, QuarantinedRecord.countOpen(connection), out);
      }
    }
    return ExitStatus.DONE;
  }

  private TextTable table(List<QuarantinedRecord> records) {
    var header =
        new ArrayList<>(
            List.of("id", "since", "rider", "tripinfo", "amount", "in ledger", "reason"));
    if (all) {
      header.add("resolved");
    }
    var table = new TextTable(header.toArray(String[]::new));
    for (var record : records) {
      var cells =
          new ArrayList<>(
              List.of(
                  Long.toString(record.id()),
                  TextTable.time(record.since()),
                  CellText.of(record.riderEmail().orElse("")),
                  CellText.of(record.tripInfo().orElse("")),
                  QuarantineText.amount(record),
                  QuarantineText.ledgered(record.ledgered()),
                  QuarantineText.first(record.faults())));
      if (all) {
        var resolved = record.resolution().map(QuarantineText::resolution).orElse("");
        cells.add(CellText.of(resolved));
      }
      table.row(cells);
    }
    return table;
  }

  private void printHints(List<QuarantinedRecord> records, int limit, long open, PrintWriter out) {
    if (records.size() == limit && (all || open > limit)) {
      out.println(
          all
              ? "(the newest %d; --limit N shows more)".formatted(limit)
              : "(the newest %d of %d; --limit N shows more)".formatted(limit, open));
    }
    if (records.stream().anyMatch(record -> record.faults().size() > 1)) {
      out.println("(+N more: ./farestream quarantine show ID has every reason of a record)");
    }
    var settled =
        records.stream()
            .filter(record -> record.resolution().isEmpty())
            .filter(record -> record.ledgered() == Ledgered.SETTLED)
            .count();
    if (settled > 0) {
      out.printf(
          "%d of these %s settled, the ledger has the trip's later state:"
              + " ./farestream quarantine replay closes that%n",
          settled, settled == 1 ? "is" : "are");
    }
  }
}
