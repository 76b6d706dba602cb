package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.cli.console.CellText;
import farestream.cli.console.Counted;
import farestream.cli.console.CsvOption;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.LimitOption;
import farestream.cli.console.TextTable;
import farestream.payout.Payments;
import farestream.payout.RecordedPayment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream payment list`
@Command(
    name = "list",
    description = "Lists payments, the newest first, and what they come to by status.",
    footer = {"", "Example:", "  ./farestream payment list --cycle 2 --status returned"})
final class PaymentListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  /// As they are called in `payment`.
  enum Status {
    PENDING,
    SUBMITTED,
    COMPLETED,
    FAILED,
    RETURNED,
    DUPLICATE
  }

  @Option(names = "--cycle", paramLabel = "N", description = "Of this billing cycle only.")
  private Optional<Integer> cycle;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Those that are ${COMPLETION-CANDIDATES} only.")
  private Optional<Status> status;

  @Option(names = "--batch", paramLabel = "MESSAGE_ID", description = "Of this bank file only.")
  private Optional<String> batch;

  @Mixin private LimitOption limited = new LimitOption();
  @Mixin private CsvOption csv = new CsvOption();

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  PaymentListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = limited.value(spec.commandLine());
    csv.require(spec.commandLine());
    var filter =
        new Payments.Filter(cycle, status.map(one -> one.name().toLowerCase(Locale.ROOT)), batch);
    var payments = new Payments(config.ledger());
    var rows = payments.list(filter, limit);
    var totals = payments.totals(filter);
    if (json) {
      printJson(rows, totals);
    } else if (csv.print(table(rows), spec.commandLine())) {
      return ExitStatus.DONE;
    } else if (rows.isEmpty()) {
      spec.commandLine().getOut().println("no payments");
    } else {
      print(rows, totals);
    }
    return ExitStatus.DONE;
  }

  private static TextTable table(List<RecordedPayment> payments) {
    var table =
        new TextTable(
            "payment", "bill", "driver", "cycle", "amount", "status", "since", "batch", "reason");
    for (var payment : payments) {
      table.row(
          String.valueOf(payment.id()),
          String.valueOf(payment.billId()),
          String.valueOf(payment.driverId()),
          payment.cycle().map(String::valueOf).orElse(""),
          payment.amount().toString(),
          payment.status(),
          TextTable.time(payment.statusAt()),
          payment.messageId().orElse(""),
          CellText.of(payment.statusReason().orElse("")));
    }
    return table;
  }

  private void print(List<RecordedPayment> payments, List<Payments.Total> totals) {
    var out = spec.commandLine().getOut();
    table(payments).print(out);
    var all = totals.stream().mapToLong(Payments.Total::payments).sum();
    if (all > payments.size()) {
      out.printf("(the newest %d of %d; --limit N shows more)%n", payments.size(), all);
    }
    for (var total : totals) {
      out.printf(
          "%s: %s, %s%n", total.status(), Counted.of(total.payments(), "payment"), total.amount());
    }
  }

  private void printJson(List<RecordedPayment> payments, List<Payments.Total> totals) {
    var node = JsonNodeFactory.instance.objectNode();
    var array = node.putArray("payments");
    payments.forEach(payment -> PaymentText.json(payment, array.addObject()));
    var sums = node.putArray("totals");
    for (var total : totals) {
      var sum = sums.addObject();
      sum.put("status", total.status());
      sum.put("payments", total.payments());
      sum.put("amount", total.amount().amount());
    }
    spec.commandLine().getOut().println(node.toPrettyString());
  }
}
