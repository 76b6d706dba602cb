package farestream.cli.billing;

import com.fasterxml.jackson.databind.JsonNode;
import farestream.billing.Cycles;
import farestream.billing.Cycles.Summary;
import farestream.billing.DriverBill;
import farestream.billing.MoneyGate;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.notice.CycleEventText;
import farestream.cli.notice.HoldText;
import farestream.cli.notice.NoSuchCycle;
import farestream.config.Config;
import farestream.document.StatementWording;
import farestream.view.CityTime;
import farestream.view.CycleViews;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream cycle show`
@Command(
    name = "show",
    description = "Shows the bills of a cycle, their totals, and who proposed and closed it.",
    footer = {"", "Example:", "  ./farestream cycle show 2"})
final class CycleShowCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "N", description = "The cycle's number.")
  private int number;

  @Mixin private ListOptions list = new ListOptions();

  CycleShowCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = list.limit();
    var cycles = new Cycles(config.ledger());
    var summary = cycles.find(number).orElseThrow(() -> NoSuchCycle.refused(number, cycles));
    var bills = cycles.bills(number);
    if (!list.printCsv(CycleViews.BILL, bills) && !list.printJson(json(cycles, summary, bills))) {
      print(cycles, summary, new BillTable(bills), limit);
    }
    return ExitStatus.DONE;
  }

  private void print(Cycles cycles, Summary summary, BillTable bills, int limit) {
    var out = spec.commandLine().getOut();
    var cycle = summary.recorded().cycle();
    bills.print(out, limit);
    bills.printSums(
        "cycle %d is %s, %s to %s"
            .formatted(
                number,
                CycleViews.status(summary),
                CityTime.text(cycle.starts(), cycle.zone()),
                CityTime.text(cycle.ends(), cycle.zone())),
        out);
    out.println(StatementWording.terms(cycle.terms()));
    out.printf("paid so far: %s of %s%n", summary.sums().paid(), summary.sums().payable());
    HoldText.print(new MoneyGate(config.ledger()).heldBy(number), out);
    cycles.events(number).forEach(event -> out.println(CycleEventText.of(event, cycle.zone())));
  }

  private JsonNode json(Cycles cycles, Summary summary, List<DriverBill> bills) {
    var node = CycleViews.CYCLE.json(summary);
    node.set("events", CycleViews.EVENT.json(cycles.events(number)));
    node.setAll(CycleViews.HOLDS.json(new MoneyGate(config.ledger()).heldBy(number)));
    node.set("bills", CycleViews.BILL.json(bills));
    return node;
  }
}
