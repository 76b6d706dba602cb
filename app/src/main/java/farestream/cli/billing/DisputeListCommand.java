package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.billing.Disputes;
import farestream.cli.console.CsvOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.LimitOption;
import farestream.cli.console.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream dispute list`
@Command(
    name = "list",
    description = "Lists the disputed charges (payment type 4) that wait for a decision.",
    footer = {"", "Example:", "  ./farestream dispute list --limit 200"})
final class DisputeListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Mixin private LimitOption limited = new LimitOption();
  @Mixin private CsvOption csv = new CsvOption();

  @Option(names = "--json", description = "Print them as a JSON array.")
  private boolean json;

  DisputeListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = limited.value(spec.commandLine());
    csv.require(spec.commandLine());
    var disputes = new Disputes(config.ledger()).open(limit);
    var out = spec.commandLine().getOut();
    if (json) {
      var array = JsonNodeFactory.instance.arrayNode();
      for (var dispute : disputes) {
        var node = array.addObject();
        node.put("trip", dispute.tripId());
        node.put("riderEmail", dispute.riderEmail());
        node.put("tripinfo", dispute.tripInfo());
        node.put("driver", dispute.driverId());
        node.put("ended", dispute.dropoffDatetime().toString());
        node.put("total", dispute.total().amount());
        dispute.billedIn().ifPresent(cycle -> node.put("billedIn", cycle));
      }
      out.println(array.toPrettyString());
    } else if (csv.print(table(disputes), spec.commandLine())) {
      return ExitStatus.DONE;
    } else if (disputes.isEmpty()) {
      out.println("no open dispute");
    } else {
      table(disputes).print(out);
      if (disputes.size() == limit) {
        out.printf("(the oldest %d; --limit N shows more)%n", limit);
      }
    }
    return ExitStatus.DONE;
  }

  private static TextTable table(List<Disputes.DisputedTrip> disputes) {
    var table =
        new TextTable("tripinfo", "rider", "driver", "ended (UTC)", "total", "billed in cycle");
    for (var dispute : disputes) {
      table.row(
          dispute.tripInfo(),
          dispute.riderEmail(),
          String.valueOf(dispute.driverId()),
          dispute.dropoffDatetime().toString(),
          dispute.total().toString(),
          dispute.billedIn().map(String::valueOf).orElse("none yet"));
    }
    return table;
  }
}
