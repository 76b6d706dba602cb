package farestream.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.payout.Payout;
import farestream.payout.Payout.Outcome;
import java.sql.SQLException;

/// `pay` by itself, as the lab pays: completed at once.
final class PayAtOnce {
  private static final int MOST_ROWS = 50;

  private final PayWork work;

  PayAtOnce(PayWork work) {
    this.work = work;
  }

  void pay() throws SQLException {
    var payout = new Payout(work.config().ledger());
    var openQuarantine = QuarantineText.open(work.config());
    var outcome = work.dryRun() ? payout.preview(work.now()) : payout.pay(work.now(), work.by());
    if (work.json()) {
      json(outcome, openQuarantine);
      return;
    }
    switch (outcome) {
      case Outcome.Paid paid -> print(paid);
      case Outcome.NothingToPay _ -> work.printNothing("nothing to pay");
    }
    NotPaidText.print(outcome.notPaid(), work.out());
    QuarantineText.printNotBilled(openQuarantine, work.out());
  }

  private void print(Outcome.Paid paid) {
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
                    payment.platformsPart().toString()));
    if (paid.payments().size() > 1) {
      table.total(
          "total",
          "",
          "",
          "",
          paid.billed().toString(),
          paid.paid().toString(),
          paid.platformsPart().toString());
    }
    table.print(work.out());
    if (paid.payments().size() > MOST_ROWS) {
      work.out()
          .printf("(the first %d of %d; --json has all)%n", MOST_ROWS, paid.payments().size());
    }
    var rest = paid.billed().minus(paid.paid()).minus(paid.platformsPart());
    work.out()
        .printf(
            "%s %s, %s in all: %s to the drivers, %s to the platform%s%n",
            work.dryRun() ? "would pay (dry run, nothing written)" : "paid",
            Counted.of(paid.payments().size(), "bill"),
            paid.billed(),
            paid.paid(),
            paid.platformsPart(),
            rest.isZero()
                ? ""
                : ", %s in taxes, cash, corrections and carried balances".formatted(rest));
  }

  private void json(Outcome outcome, long openQuarantine) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("dryRun", work.dryRun());
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
          node.put("platformShare", payment.platformsPart().amount());
        }
      }
      case Outcome.NothingToPay _ -> {}
    }
    NotPaidText.json(outcome.notPaid(), json.putArray("notPaid"));
    work.print(json);
  }
}
