package farestream.cli.payment;

import farestream.cli.console.CellText;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.payout.Payments;
import farestream.payout.RecordedPayment;
import farestream.payout.StoredAccount;
import farestream.view.PaymentViews;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream payment show`
@Command(
    name = "show",
    description =
        "Shows one payment: its bill, its payee's account, and each state with its reason.",
    footer = {"", "Example:", "  ./farestream payment show 200001"})
final class PaymentShowCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The payment's number in payment list.")
  private long id;

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  PaymentShowCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var payments = new Payments(config.ledger());
    var payment =
        payments
            .find(id)
            .orElseThrow(
                () ->
                    new Refusal(
                        "there is no payment %d: see ./farestream payment list".formatted(id)));
    var account = payments.account(id);
    if (json) {
      printJson(payment, account, payments.events(id));
    } else {
      print(payment, account, payments.events(id));
    }
    return ExitStatus.DONE;
  }

  private void print(
      RecordedPayment payment,
      Optional<StoredAccount> account,
      List<RecordedPayment.Event> events) {
    var out = spec.commandLine().getOut();
    out.printf("payment: %d, made by %s%n", payment.id(), payment.madeBy());
    out.printf(
        "for:     bill %d of driver %d%s%n",
        payment.billId(),
        payment.driverId(),
        payment.cycle().map(", cycle %d"::formatted).orElse(""));
    out.println("amount:  " + payment.amount());
    payment
        .messageId()
        .ifPresent(
            batch -> out.printf("batch:   %s, as %s%n", batch, payment.endToEndId().orElse("")));
    account.ifPresent(
        to ->
            out.printf("to:      %s, %s%n", AccountText.masked(to), CellText.oneLine(to.holder())));
    out.println();
    TextTable.of(PaymentViews.EVENT, events).print(out);
  }

  private void printJson(
      RecordedPayment payment,
      Optional<StoredAccount> account,
      List<RecordedPayment.Event> events) {
    var node = PaymentViews.PAYMENT.json(payment);
    node.put("account", account.map(AccountText::masked).orElse(null));
    node.set("events", PaymentViews.EVENT.json(events));
    spec.commandLine().getOut().println(node.toPrettyString());
  }
}
