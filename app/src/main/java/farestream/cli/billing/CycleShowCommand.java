package farestream.cli.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.billing.Cycles;
import farestream.billing.Cycles.Summary;
import farestream.billing.MoneyGate;
import farestream.cli.console.CityTime;
import farestream.cli.console.CsvOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.LimitOption;
import farestream.cli.notice.CycleEventText;
import farestream.cli.notice.HoldText;
import farestream.cli.notice.NoSuchCycle;
import farestream.document.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream cycle show`
@Command(
    name = "show",
    description = "Shows the bills of a cycle, what they come to, and who did what with it.",
    footer = {"", "Example:", "  ./farestream cycle show 2"})
final class CycleShowCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "N", description = "The cycle's number.")
  private int number;

  @Mixin private LimitOption limited = new LimitOption();
  @Mixin private CsvOption csv = new CsvOption();

  @Option(names = "--json", description = "Print it as JSON, with all bills.")
  private boolean json;

  CycleShowCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = limited.value(spec.commandLine());
    csv.require(spec.commandLine());
    var cycles = new Cycles(config.ledger());
    var summary = cycles.find(number).orElseThrow(() -> NoSuchCycle.refused(number, cycles));
    var bills = new BillTable(cycles.bills(number));
    if (json) {
      printJson(cycles, summary, bills);
    } else if (!csv.print(bills.whole(), spec.commandLine())) {
      print(cycles, summary, bills, limit);
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
                CycleText.status(summary),
                CityTime.text(cycle.starts(), cycle.zone()),
                CityTime.text(cycle.ends(), cycle.zone())),
        out);
    out.println(Words.terms(cycle.terms()));
    out.printf("paid by now: %s of %s%n", summary.sums().paid(), summary.sums().payable());
    HoldText.print(new MoneyGate(config.ledger()).heldBy(number), out);
    cycles.events(number).forEach(event -> out.println(CycleEventText.of(event, cycle.zone())));
  }

  private void printJson(Cycles cycles, Summary summary, BillTable bills) {
    var node = JsonNodeFactory.instance.objectNode();
    CycleText.json(summary, node);
    var events = node.putArray("events");
    for (var event : cycles.events(number)) {
      var of = events.addObject();
      of.put("event", event.kind().toString());
      of.put("at", event.at().toString());
      of.put("by", event.by());
      of.put("databaseRole", event.databaseRole());
      event.reason().ifPresent(why -> of.put("reason", why));
    }
    HoldText.json(new MoneyGate(config.ledger()).heldBy(number), node);
    bills.json(node.putArray("bills"));
    spec.commandLine().getOut().println(node.toPrettyString());
  }
}
