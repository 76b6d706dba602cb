package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.Config;
import farestream.payout.BillNotPaid;
import farestream.payout.Payout;
import farestream.payout.Payout.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream pay`
@Command(
    name = "pay",
    header = "Pays the bills that are not paid yet.",
    description = "Each driver gets his share of his bill, to the cent.",
    footer = {"", "Example:", "  ./farestream pay --dry-run"})
public final class PayCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 50;

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Show the figures and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  public PayCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var payout = new Payout(config.ledger());
    var openQuarantine = QuarantineText.open(config);
    var outcome = dryRun ? payout.preview(now) : payout.pay(now);
    var out = spec.commandLine().getOut();
    switch (outcome) {
      case Outcome _ when json -> out.println(json(outcome, openQuarantine));
      case Outcome.Paid paid -> print(paid);
      case Outcome.NothingToPay nothing -> {
        out.println("nothing to pay");
        printNotPaid(nothing.notPaid());
      }
    }
    if (!json) {
      QuarantineText.printNotBilled(openQuarantine, out);
    }
    return ExitStatus.DONE;
  }

  private void print(Outcome.Paid paid) {
    var out = spec.commandLine().getOut();
    var table =
        new TextTable("payment", "bill", "driver", "cycle", "billed", "paid", "platform's share");
    paid.payments().stream()
        .limit(MOST_ROWS)
        .forEach(
            payment ->
                table.row(
                    payment.paymentRow().map(String::valueOf).orElse(""),
                    String.valueOf(payment.billId()),
                    String.valueOf(payment.driverId()),
                    String.valueOf(payment.cycle()),
                    payment.billed().toString(),
                    payment.paid().toString(),
                    payment.commission().toString()));
    var platformsPart = paid.billed().minus(paid.paid());
    if (paid.payments().size() > 1) {
      table.total(
          "total",
          "",
          "",
          "",
          paid.billed().toString(),
          paid.paid().toString(),
          platformsPart.toString());
    }
    table.print(out);
    if (paid.payments().size() > MOST_ROWS) {
      out.printf("(the first %d of %d; --json has all)%n", MOST_ROWS, paid.payments().size());
    }
    out.printf(
        "%s %s, %s in all: %s to the drivers, %s to the platform%n",
        dryRun ? "would pay (dry run, nothing written)" : "paid",
        Counted.of(paid.payments().size(), "bill"),
        paid.billed(),
        paid.paid(),
        platformsPart);
    printNotPaid(paid.notPaid());
  }

  private void printNotPaid(List<BillNotPaid> bills) {
    for (var bill : bills) {
      spec.commandLine()
          .getOut()
          .printf(
              "not paid: bill %d of driver %d, %s: %s%n",
              bill.billId(), bill.driverId(), bill.billed(), why(bill));
    }
  }

  private static String why(BillNotPaid bill) {
    return switch (bill.reason()) {
      case NOTHING_EARNED -> "nothing was earned";
      case SHARE_ROUNDS_TO_NOTHING -> "the driver's share is less than half a cent";
    };
  }

  private String json(Outcome outcome, long openQuarantine) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("dryRun", dryRun);
    json.put("openQuarantine", openQuarantine);
    var payments = json.putArray("payments");
    switch (outcome) {
      case Outcome.Paid paid -> {
        for (var payment : paid.payments()) {
          var node = payments.addObject();
          payment.paymentRow().ifPresent(row -> node.put("payment", row));
          node.put("bill", payment.billId());
          node.put("driver", payment.driverId());
          node.put("cycle", payment.cycle());
          node.put("billed", payment.billed().amount());
          node.put("paid", payment.paid().amount());
          node.put("platformShare", payment.commission().amount());
        }
      }
      case Outcome.NothingToPay _ -> {}
    }
    var notPaid = json.putArray("notPaid");
    for (var bill : outcome.notPaid()) {
      var node = notPaid.addObject();
      node.put("bill", bill.billId());
      node.put("driver", bill.driverId());
      node.put("billed", bill.billed().amount());
      node.put("reason", why(bill));
    }
    return json.toPrettyString();
  }
}
