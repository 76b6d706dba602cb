package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import farestream.cli.console.TextTable;
import farestream.payout.SkippedEntry;
import java.io.PrintWriter;
import java.util.List;

/// Entries of a bank's file that were not taken, each with its reason, as a person or a program
/// reads them.
final class RemainingText {
  private static final int MOST_ROWS = 50;

  private RemainingText() {}

  static void print(List<SkippedEntry> remaining, PrintWriter out) {
    remaining.stream()
        .limit(MOST_ROWS)
        .forEach(
            one -> out.printf("not taken: %s: %s%n", TextTable.onOneLine(one.about()), why(one)));
    if (remaining.size() > MOST_ROWS) {
      out.printf("not taken: %d more; --json has all%n", remaining.size() - MOST_ROWS);
    }
  }

  static void json(List<SkippedEntry> remaining, ArrayNode array) {
    for (var one : remaining) {
      var node = array.addObject();
      node.put("about", one.about());
      node.put("reason", why(one));
    }
  }

  static String why(SkippedEntry remaining) {
    return switch (remaining) {
      case SkippedEntry.Unread(var _, var why) -> TextTable.onOneLine(why);
      case SkippedEntry.UnknownPayment _ ->
          "unknown reference: no payment that this ledger knows there; ask the bank";
      case SkippedEntry.OtherAmount other -> otherAmount(other);
      case SkippedEntry.PayeesAccount(var _, var account) ->
          "booked on the driver's account %s: give the statement of the account that pays"
              .formatted(AccountText.masked(account));
      case SkippedEntry.UnfinishedBatch(var _, var batch) ->
          "batch %s was begun and not finished: ./farestream pay --bank-file FILE finishes it, then read"
                  .formatted(batch)
              + " this file again";
      case SkippedEntry.UnnamedPayment _ ->
          "a payment could not be read and is not named: what is said of all is not taken; ask the bank";
      case SkippedEntry.OtherCount(var _, var said, var payments) ->
          "it counts %d payments in the batch, which has %d: what it says of all is not taken; ask the"
                  .formatted(said, payments)
              + " bank";
      case SkippedEntry.OtherSum(var _, var said, var sum) ->
          "it has %s for the batch, which comes to %s: what it says of all is not taken; ask the bank"
              .formatted(said, sum);
    };
  }

  private static String otherAmount(SkippedEntry.OtherAmount other) {
    var differs = "%s of a payment of %s".formatted(other.said(), other.amount());
    if (!other.isReturn()) {
      return differs + ": ask the bank";
    }
    var missing = other.amount().minus(other.said());
    return missing.isPositive()
        ? "returned %s, %s less: if the bank kept that as its fee, ./farestream payment return %d --reason TEXT"
            .formatted(differs, missing, other.payment())
        : "returned %s: ask the bank".formatted(differs);
  }
}
