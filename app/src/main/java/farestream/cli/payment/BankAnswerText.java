package farestream.cli.payment;

import farestream.cli.console.CellText;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.cli.notice.DriverNumbers;
import farestream.failure.Refusal;
import farestream.payout.BankMessages.Changed;
import farestream.payout.BankMessages.Contradicted;
import farestream.payout.BankMessages.Outcome;
import farestream.view.BankViews;
import farestream.view.View;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// Prints the outcome of reading a bank's file as text or JSON.
final class BankAnswerText {
  private static final View<BankAnswer.Answer> ANSWER =
      View.<BankAnswer.Answer>empty()
          .detail("pending", BankAnswer.Answer::pending)
          .detail("notOurs", BankAnswer.Answer::ignored);

  private static final View<Outcome.ReadBefore> READ_BEFORE =
      View.<Outcome.ReadBefore>empty().detail("readBefore", Outcome.ReadBefore::readAt);

  private final PayWork work;
  private final Path file;
  private final BankAnswer.Answer answer;

  BankAnswerText(PayWork work, Path file, BankAnswer.Answer answer) {
    this.work = work;
    this.file = file;
    this.answer = answer;
  }

  void print(Outcome outcome) {
    switch (outcome) {
      case Outcome.Read read -> {
        if (work.json()) {
          json(read);
        } else {
          print(read);
        }
        refuseRemaining(read);
      }
      case Outcome.ReadBefore before when work.json() -> work.print(READ_BEFORE.json(before));
      case Outcome.ReadBefore(var readAt, var actor) ->
          work.out()
              .printf(
                  "%s was already read, at %s by %s: nothing changed%n",
                  file, TextTable.time(readAt), CellText.oneLine(actor));
      case Outcome.Refused refused ->
          throw new Refusal(
              "nothing was changed: %s %s".formatted(file.getFileName(), why(refused)));
    }
  }

  /// Fails if entries remain, so that the exit status shows it. The other entries are applied.
  private void refuseRemaining(Outcome.Read read) {
    var remaining = read.remaining().size();
    if (remaining > 0) {
      throw new Refusal(
          "%s of %s %s not applied: %s; the same file can be read again"
              .formatted(
                  remaining == 1 ? "1 entry" : remaining + " entries",
                  file.getFileName(),
                  remaining == 1 ? "was" : "were",
                  work.json() ? "see remaining" : "see above"));
    }
  }

  private void print(Outcome.Read read) {
    var out = work.out();
    if (work.dryRun()) {
      out.println("would change (dry run, nothing written):");
    }
    changed("completed", read.completed(), "");
    changed("failed", read.failed(), ", payable again");
    changed("returned", read.returned(), ", credited to the drivers and payable again");
    out.printf("under way: %s%n", Plural.of(read.underWay(), "payment"));
    out.printf("known:     %s%n", Plural.of(read.known(), "payment"));
    if (answer.pending() > 0) {
      out.printf(
          "pending:   %s, not booked yet: also read the bank's next file%n",
          Plural.of(answer.pending(), "payment"));
    }
    if (answer.ignored() > 0) {
      out.printf("not ours:  %s%n", Plural.of(answer.ignored(), "booking"));
    }
    contradicted(read.contradicted());
    if (!read.blocked().isEmpty()) {
      out.printf(
          "blocked:   the bank can't pay the accounts of %s: to set another, run ./farestream"
              + " bank-account set --driver-id N%n",
          DriverNumbers.of(read.blocked()));
    }
    RemainingText.print(read.remaining(), out);
  }

  private void contradicted(Contradicted contradicted) {
    if (contradicted.executed().payments() > 0) {
      changed("executed", contradicted.executed(), " that had failed: their bills are paid now");
    }
    if (contradicted.paidTwice().payments() > 0) {
      changed(
          "PAID TWICE",
          contradicted.paidTwice(),
          " that had failed, and their bills were paid again: the drivers owe the amount, see"
              + " ./farestream payment list --status duplicate");
    }
    if (contradicted.doubted().payments() > 0) {
      changed(
          "DOUBTED",
          contradicted.doubted(),
          " rejected after they were executed: nothing is paid again; ask the bank about %s, and once"
                  .formatted(first(contradicted))
              + " the money is back, run ./farestream payment return ID --reason TEXT");
    }
  }

  private static String first(Contradicted contradicted) {
    var named = contradicted.firstDoubted();
    return named.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + (contradicted.doubted().payments() > named.size() ? " and others" : "");
  }

  private void changed(String state, Changed changed, String consequence) {
    work.out()
        .printf(
            "%-10s %s, %s%s%n",
            state + ":",
            Plural.of(changed.payments(), "payment"),
            changed.amount(),
            changed.payments() == 0 ? "" : consequence);
  }

  private void json(Outcome.Read read) {
    var json = BankViews.ANSWER.json(read);
    json.setAll(ANSWER.json(answer));
    json.set("remaining", RemainingText.REMAINING.json(read.remaining()));
    work.print(json);
  }

  private static String why(Outcome.Refused refused) {
    return switch (refused) {
      case Outcome.UnknownBatch(var messageId) ->
          "refers to batch '%s', which this ledger doesn't have: check that the file is for this ledger"
              .formatted(CellText.oneLine(messageId));
      case Outcome.UnfinishedBatch(var batch) ->
          "refers to batch %s, which is unfinished: finish it with ./farestream pay --bank-file FILE,"
                  .formatted(batch.messageId())
              + " then read this file again";
      case Outcome.NothingUsable(var remaining) ->
          "contains no entry that can be applied: %s: %s%s"
              .formatted(
                  CellText.oneLine(remaining.getFirst().about()),
                  RemainingText.why(remaining.getFirst()),
                  remaining.size() == 1 ? "" : " (and %d more)".formatted(remaining.size() - 1));
    };
  }
}
