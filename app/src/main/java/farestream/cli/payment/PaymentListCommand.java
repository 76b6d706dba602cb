package farestream.cli.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.payout.Payments;
import farestream.payout.RecordedPayment;
import farestream.view.PaymentViews;
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
    description = "Lists payments, newest first, with totals by status.",
    footer = {"", "Example:", "  ./farestream payment list --cycle 2 --status returned"})
final class PaymentListCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  /// The statuses, named as in the column `payment.status`.
  enum Status {
    PENDING,
    SUBMITTED,
    COMPLETED,
    FAILED,
    RETURNED,
    DUPLICATE
  }

  @Option(names = "--cycle", paramLabel = "N", description = "Only of this billing cycle.")
  private Optional<Integer> cycle;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only in this status: ${COMPLETION-CANDIDATES}. Default: any.")
  private Optional<Status> status;

  @Option(names = "--batch", paramLabel = "MESSAGE_ID", description = "Only of this bank file.")
  private Optional<String> batch;

  @Mixin private ListOptions list = new ListOptions();

  PaymentListCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var limit = list.limit();
    var filter =
        new Payments.Filter(cycle, status.map(one -> one.name().toLowerCase(Locale.ROOT)), batch);
    var payments = new Payments(config.ledger());
    var rows = payments.list(filter, limit);
    var totals = payments.totals(filter);
    if (list.printCsv(PaymentViews.PAYMENT, rows) || list.printJson(json(rows, totals))) {
      return ExitStatus.DONE;
    }
    if (rows.isEmpty()) {
      spec.commandLine().getOut().println("no payments");
    } else {
      print(rows, totals);
    }
    return ExitStatus.DONE;
  }

  private void print(List<RecordedPayment> payments, List<Payments.Total> totals) {
    var out = spec.commandLine().getOut();
    TextTable.of(PaymentViews.PAYMENT, payments).print(out);
    var all = totals.stream().mapToLong(Payments.Total::payments).sum();
    if (all > payments.size()) {
      out.printf("(the newest %d of %d; --limit N shows more)%n", payments.size(), all);
    }
    for (var total : totals) {
      out.printf(
          "%s: %s, %s%n", total.status(), Plural.of(total.payments(), "payment"), total.amount());
    }
  }

  private static JsonNode json(List<RecordedPayment> payments, List<Payments.Total> totals) {
    return JsonNodeFactory.instance
        .objectNode()
        .<ObjectNode>set("payments", PaymentViews.PAYMENT.json(payments))
        .set("totals", PaymentViews.TOTAL.json(totals));
  }
}
