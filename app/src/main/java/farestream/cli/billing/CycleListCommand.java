package farestream.cli.billing;

import farestream.billing.Cycles;
import farestream.billing.Cycles.Summary;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.TextTable;
import farestream.cli.notice.NoSuchCycle;
import farestream.config.Config;
import farestream.view.CycleViews;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream cycle list`
@Command(
    name = "list",
    description = "Lists the cycles, the latest first.",
    footer = {"", "Example:", "  ./farestream cycle list --limit 12"})
final class CycleListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Mixin private ListOptions list = new ListOptions();

  CycleListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = list.limit();
    var all = new Cycles(config.ledger());
    var cycles = all.list(limit);
    if (!list.print(CycleViews.CYCLE, cycles)) {
      var out = spec.commandLine().getOut();
      print(cycles, out);
      all.manualCycles().stream().limit(limit).map(NoSuchCycle::text).forEach(out::println);
    }
    return ExitStatus.DONE;
  }

  private static void print(List<Summary> cycles, PrintWriter out) {
    if (cycles.isEmpty()) {
      out.println("no cycles yet: ./farestream bill closes the first");
    } else {
      TextTable.of(CycleViews.CYCLE, cycles).print(out);
    }
  }
}
