package farestream.cli.billing;

import farestream.billing.Disputes;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.view.CycleViews;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream dispute list`
@Command(
    name = "list",
    description = "Lists the disputed charges (payment type 4) that aren't resolved, oldest first.",
    footer = {"", "Example:", "  ./farestream dispute list --limit 200"})
final class DisputeListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Mixin private ListOptions list = new ListOptions();

  DisputeListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = list.limit();
    var disputes = new Disputes(config.ledger()).open(limit);
    if (list.print(CycleViews.DISPUTE, disputes)) {
      return ExitStatus.DONE;
    }
    var out = spec.commandLine().getOut();
    if (disputes.isEmpty()) {
      out.println("no open disputes");
    } else {
      TextTable.of(CycleViews.DISPUTE, disputes).print(out);
      if (disputes.size() == limit) {
        out.printf("(the oldest %d; --limit N shows more)%n", limit);
      }
    }
    return ExitStatus.DONE;
  }
}
