package farestream.cli.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.quarantine.QuarantinedRecord;
import farestream.view.QuarantineViews;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream quarantine show`
@Command(
    name = "show",
    description = "Shows one quarantined record with all its faults and the complete item.",
    footer = {"", "Example:", "  ./farestream quarantine show 1"})
final class QuarantineShowCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The record's number in quarantine list.")
  private long id;

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  QuarantineShowCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var out = spec.commandLine().getOut();
    try (var connection = config.ledger().getConnection()) {
      var record = QuarantineText.find(connection, id);
      if (json) {
        out.println(QuarantineViews.OPEN.json(record).toPrettyString());
      } else {
        print(record, out);
      }
    }
    return ExitStatus.DONE;
  }

  private static void print(QuarantinedRecord record, PrintWriter out) {
    out.println("id:        " + record.id());
    out.println("since:     " + TextTable.time(record.since()));
    out.println("rider:     " + CellText.oneLine(record.riderEmail()));
    out.println("tripinfo:  " + CellText.oneLine(record.tripInfo()));
    out.println("total:     " + record.total().map(Object::toString).orElse(""));
    out.println("in ledger: " + QuarantineViews.text(record.ledgerState()));
    out.println("record:    " + record.sequenceNumber() + " of " + record.source());
    out.println(
        "state:     "
            + record.resolution().map(QuarantineViews::text).map(CellText::oneLine).orElse("open"));
    var label = "faults:    ";
    for (var fault : record.faults()) {
      out.println(label + CellText.oneLine(fault));
      label = " ".repeat(label.length());
    }
    out.println("item:");
    out.println(pretty(record.payload()));
  }

  /// Formats the item with one attribute per line.
  private static String pretty(String payload) {
    try {
      return JsonMapper.builder().build().readTree(payload).properties().stream()
          .map(attribute -> "  %s: %s".formatted(quoted(attribute.getKey()), attribute.getValue()))
          .collect(Collectors.joining(",\n", "{\n", "\n}"));
    } catch (JsonProcessingException beyondTheReadersLimits) {
      return payload;
    }
  }

  private static String quoted(String name) {
    return JsonNodeFactory.instance.textNode(name).toString();
  }
}
