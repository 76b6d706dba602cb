package farestream.cli.payment;

import farestream.bank.BankAccount;
import farestream.cli.console.CellText;
import farestream.payout.SkippedEntry;
import farestream.view.View;
import java.io.PrintWriter;
import java.util.List;

/// Prints the entries of a bank's file that were not applied, with their reasons.
final class RemainingText {
  private static final int MAX_ROWS = 50;

  static final View<SkippedEntry> REMAINING =
      View.<SkippedEntry>empty()
          .detail("about", SkippedEntry::about)
          .detail("reason", RemainingText::why);

  private RemainingText() {}

  static void print(List<SkippedEntry> remaining, PrintWriter out) {
    remaining.stream()
        .limit(MAX_ROWS)
        .forEach(
            one -> out.printf("not applied: %s: %s%n", CellText.oneLine(one.about()), why(one)));
    if (remaining.size() > MAX_ROWS) {
      out.printf("not applied: %d more; --json shows all%n", remaining.size() - MAX_ROWS);
    }
  }

  static String why(SkippedEntry remaining) {
    return switch (remaining) {
      case SkippedEntry.Unread(var _, var why) -> CellText.oneLine(why);
      case SkippedEntry.UnknownPayment _ ->
          "unknown reference: this ledger has no such payment; ask the bank";
      case SkippedEntry.OtherAmount other -> otherAmount(other);
      case SkippedEntry.PayeesAccount(var _, var account) ->
          "booked on the driver's account %s: read the statement of the payer's account instead"
              .formatted(BankAccount.mask(account));
      case SkippedEntry.UnfinishedBatch(var _, var batch) ->
          "batch %s is unfinished: finish it with ./farestream pay --bank-file FILE, then read this file"
                  .formatted(batch)
              + " again";
      case SkippedEntry.UnnamedPayment _ ->
          "a payment could not be read and has no reference, so the status of the batch is not applied;"
              + " ask the bank";
      case SkippedEntry.OtherCount(var _, var said, var payments) ->
          "it reports %d payments in the batch, which has %d, so the status of the batch is not applied;"
                  .formatted(said, payments)
              + " ask the bank";
      case SkippedEntry.OtherSum(var _, var said, var sum) ->
          "it reports a sum of %s for the batch, which totals %s, so the status of the batch is not"
                  .formatted(said, sum)
              + " applied; ask the bank";
    };
  }

  private static String otherAmount(SkippedEntry.OtherAmount other) {
    var differs = "%s of a payment of %s".formatted(other.said(), other.amount());
    if (!other.isReturn()) {
      return differs + ": ask the bank";
    }
    var missing = other.amount().minus(other.said());
    return missing.isPositive()
        ? "returned %s, %s less: if the bank kept that as a fee, run ./farestream payment return %d --reason TEXT"
            .formatted(differs, missing, other.payment())
        : "returned %s: ask the bank".formatted(differs);
  }
}
