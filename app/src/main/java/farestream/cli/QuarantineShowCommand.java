package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import farestream.Config;
import farestream.ledger.QuarantinedRecord;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream quarantine show`
@Command(
    name = "show",
    description = "Shows one record that was set aside: the reason and the item, whole.",
    footer = {"", "Example:", "  ./farestream quarantine show 1"})
public final class QuarantineShowCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "As quarantine list shows it.")
  private long id;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  public QuarantineShowCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    try (var connection = config.ledger().getConnection()) {
      var record =
          QuarantinedRecord.find(connection, id)
              .orElseThrow(
                  () ->
                      new Refused(
                          "quarantine has no record %d: see quarantine list".formatted(id)));
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(json(record).toPrettyString());
      } else {
        out.println("id:       " + record.id());
        out.println("since:    " + record.since());
        out.println("tripinfo: " + record.tripInfo().orElse(""));
        out.println("reason:   " + record.reason());
        out.println("item:     " + record.payload());
      }
    }
    return ExitStatus.DONE;
  }

  static ObjectNode json(QuarantinedRecord record) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("id", record.id());
    node.put("since", record.since().toString());
    node.put("tripinfo", record.tripInfo().orElse(null));
    node.put("sequenceNumber", record.sequenceNumber());
    node.put("reason", record.reason());
    node.putRawValue("item", new RawValue(record.payload()));
    return node;
  }
}
