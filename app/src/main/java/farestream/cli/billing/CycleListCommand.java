package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.billing.Cycles;
import farestream.billing.Cycles.Summary;
import farestream.cli.console.CityTime;
import farestream.cli.console.CsvOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.LimitOption;
import farestream.cli.console.TextTable;
import farestream.cli.notice.NoSuchCycle;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream cycle list`
@Command(
    name = "list",
    description = "Lists the cycles, the latest first.",
    footer = {"", "Example:", "  ./farestream cycle list --limit 12"})
final class CycleListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Mixin private LimitOption limited = new LimitOption();
  @Mixin private CsvOption csv = new CsvOption();

  @Option(names = "--json", description = "Print them as a JSON array.")
  private boolean json;

  CycleListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = limited.value(spec.commandLine());
    csv.require(spec.commandLine());
    var all = new Cycles(config.ledger());
    var cycles = all.list(limit);
    var out = spec.commandLine().getOut();
    if (json) {
      var array = JsonNodeFactory.instance.arrayNode();
      cycles.forEach(cycle -> CycleText.json(cycle, array.addObject()));
      out.println(array.toPrettyString());
    } else if (!csv.print(table(cycles), spec.commandLine())) {
      print(cycles, out);
      all.byHandOnly().stream().limit(limit).map(NoSuchCycle::text).forEach(out::println);
    }
    return ExitStatus.DONE;
  }

  private static void print(List<Summary> cycles, PrintWriter out) {
    if (cycles.isEmpty()) {
      out.println("no cycle was closed yet: ./farestream bill closes one");
    } else {
      table(cycles).print(out);
    }
  }

  private static TextTable table(List<Summary> cycles) {
    var table =
        new TextTable(
            "cycle",
            "status",
            "starts",
            "ends",
            "drivers",
            "rides",
            "billed",
            "to pay",
            "paid",
            "carried out");
    for (var summary : cycles) {
      var cycle = summary.recorded().cycle();
      var sums = summary.sums();
      table.row(
          String.valueOf(cycle.number()),
          CycleText.status(summary),
          CityTime.text(cycle.starts(), cycle.zone()),
          CityTime.text(cycle.ends(), cycle.zone()),
          String.valueOf(sums.bills()),
          String.valueOf(sums.rides()),
          sums.amount().toString(),
          sums.payable().toString(),
          sums.paid().toString(),
          sums.carriedOut().toString());
    }
    return table;
  }
}
