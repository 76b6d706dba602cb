package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.ledger.QuarantinedRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream quarantine list`
@Command(
    name = "list",
    description = "Lists the records that were set aside, newest first, with the reasons.",
    footer = {"", "Example:", "  ./farestream quarantine list --json"})
public final class QuarantineListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at the most; ${DEFAULT-VALUE} if not given.")
  private int limit;

  @Option(names = "--json", description = "Print them as a JSON array.")
  private boolean json;

  public QuarantineListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be above 0");
    }
    try (var connection = config.ledger().getConnection()) {
      print(QuarantinedRecord.newest(connection, limit));
    }
    return ExitStatus.DONE;
  }

  private void print(List<QuarantinedRecord> records) {
    var out = spec.commandLine().getOut();
    if (json) {
      var array = JsonNodeFactory.instance.arrayNode();
      records.forEach(record -> array.add(QuarantineShowCommand.json(record)));
      out.println(array.toPrettyString());
    } else if (records.isEmpty()) {
      out.println("nothing in quarantine");
    } else {
      var table = new TextTable("id", "since", "tripinfo", "reason");
      for (var record : records) {
        table.row(
            Long.toString(record.id()),
            record.since().toString(),
            record.tripInfo().orElse(""),
            record.reason());
      }
      table.print(out);
    }
  }
}
