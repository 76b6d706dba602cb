package farestream.cli.payment;

import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.cli.notice.DriverNumbers;
import farestream.cli.notice.OpenQuarantine;
import farestream.failure.Refusal;
import farestream.payout.Payout;
import farestream.payout.Payout.Outcome;
import farestream.view.PaymentViews;
import java.sql.SQLException;
import java.util.Optional;

/// Implements `pay` without a bank file, as in the lab: payments are recorded as completed.
final class PayAtOnce {
  private static final int MAX_ROWS = 50;

  private final PayWork work;

  PayAtOnce(PayWork work) {
    this.work = work;
  }

  /// @param paidOutside how the money was paid; required in a ledger that pays by bank file
  void pay(Optional<String> paidOutside) throws SQLException {
    var payout = new Payout(work.config().ledger());
    var openQuarantine = OpenQuarantine.of(work.config());
    var outcome =
        work.dryRun()
            ? payout.preview(work.now(), paidOutside)
            : payout.pay(work.now(), paidOutside);
    if (outcome instanceof Outcome.MissingReason(var paid)) {
      throw refused(paid);
    }
    if (work.json()) {
      json(outcome, openQuarantine);
      return;
    }
    switch (outcome) {
      case Outcome.Paid paid -> print(paid);
      case Outcome.NothingToPay _ -> work.printNothing("nothing to pay");
      case Outcome.MissingReason _ -> {}
    }
    NotPaidText.print(outcome.notPaid(), work.out());
    openQuarantine.printNotBilled(work.out());
  }

  private static Refusal refused(Outcome.Paid paid) {
    return new Refusal(
        "nothing was paid: this ledger pays by bank file, and %s, %s in all, would only be recorded%s;"
                .formatted(
                    Plural.of(paid.payments().size(), "payment"), paid.paid(), withoutAccount(paid))
            + " pass --bank-file FILE, or --paid-outside REASON if the money was paid another way");
  }

  private static String withoutAccount(Outcome.Paid paid) {
    return paid.withoutAccount().isEmpty()
        ? ""
        : " (without a bank account: %s)".formatted(DriverNumbers.of(paid.withoutAccount()));
  }

  private void print(Outcome.Paid paid) {
    var table = TextTable.of(PaymentViews.PAID, paid.payments().stream().limit(MAX_ROWS).toList());
    if (paid.payments().size() > 1) {
      table.total(PaymentViews.PAID.totals(paid.payments()));
    }
    table.print(work.out());
    if (paid.payments().size() > MAX_ROWS) {
      work.out()
          .printf("(the first %d of %d; --json shows all)%n", MAX_ROWS, paid.payments().size());
    }
    var rest = paid.billed().minus(paid.paid()).minus(paid.platformsPart());
    work.out()
        .printf(
            "%s %s, %s in all: %s to the drivers, %s to the platform%s%n",
            work.dryRun() ? "would pay (dry run, nothing written)" : "paid",
            Plural.of(paid.payments().size(), "bill"),
            paid.billed(),
            paid.paid(),
            paid.platformsPart(),
            rest.isZero()
                ? ""
                : ", %s in taxes, cash, corrections and carried balances".formatted(rest));
    if (!paid.withoutAccount().isEmpty()) {
      work.out().printf("without a bank account: %s%n", DriverNumbers.of(paid.withoutAccount()));
    }
  }

  private void json(Outcome outcome, OpenQuarantine openQuarantine) {
    var json = OpenQuarantine.VIEW.json(openQuarantine);
    json.setAll(PaymentViews.OUTCOME.json(outcome));
    work.print(json);
  }
}
