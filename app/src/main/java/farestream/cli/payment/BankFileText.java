package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.cli.console.CellText;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.cli.notice.DriverNumbers;
import farestream.failure.Refusal;
import farestream.payout.BatchPayout.Begin;
import farestream.payout.BatchPayout.LeftOut;
import farestream.payout.BatchPayout.Unknown;
import farestream.payout.PaymentBatch;
import farestream.view.BankViews;
import farestream.view.View;
import java.nio.file.Path;

/// Prints the outcome of `pay --bank-file` as text or JSON.
final class BankFileText {
  private static final View<PaymentBatch> BATCH =
      BankViews.BATCH.detail("from", batch -> AccountText.masked(batch.payer()));

  private final PayWork work;
  private final Path file;

  BankFileText(PayWork work, Path file) {
    this.work = work;
    this.file = file;
  }

  void written(Begin.Begun begun) {
    var batch = begun.batch();
    if (work.json()) {
      var json = json(work.dryRun() ? "would be written" : "written", batch);
      json.setAll(BankViews.BEGUN.json(begun));
      work.print(json);
      return;
    }
    work.out()
        .println(
            work.dryRun()
                ? "would write (dry run, nothing written) " + sums(batch)
                : "%s written, batch %s: %s".formatted(file, batch.messageId(), sums(batch)));
    printLeftOut(begun.withoutAccount(), begun.blocked());
    NotPaidText.print(begun.notPaid(), work.out());
    if (!work.dryRun()) {
      work.out()
          .println(
              "send the file to the bank, then read its answer with ./farestream pay --status-report");
    }
  }

  /// Reports a batch that was finished after an earlier run left it unfinished.
  void finished(PaymentBatch batch) {
    if (work.json()) {
      work.print(json(work.dryRun() ? "would be finished" : "finished", batch));
      return;
    }
    work.out()
        .printf(
            "%s %s, which %s began at %s: %s%n",
            work.dryRun() ? "would finish (dry run, nothing written) batch" : "finished batch",
            batch.messageId(),
            CellText.oneLine(batch.actor()),
            TextTable.time(batch.createdAt()),
            sums(batch));
    if (!work.dryRun()) {
      work.out()
          .printf(
              "%s is its file; send the bank no other file of this batch. To pay what became payable"
                  + " since, run ./farestream pay --bank-file again%n",
              file);
    }
  }

  void again(PaymentBatch batch) {
    if (work.json()) {
      work.print(json("written again", batch));
      return;
    }
    work.out()
        .printf(
            "%s written again, batch %s, byte for byte: %s%n",
            file, batch.messageId(), sums(batch));
  }

  void nothing(Begin.NothingToPay nothing) {
    if (work.json()) {
      work.print(BankViews.NOTHING.json(nothing).put("state", "nothing to pay"));
      return;
    }
    work.printNothing("nothing to pay, no file written");
    printLeftOut(nothing.withoutAccount(), nothing.blocked());
    NotPaidText.print(nothing.notPaid(), work.out());
  }

  private static String sums(PaymentBatch batch) {
    return "%s, %s in all, from %s, execution date %s"
        .formatted(
            Plural.of(batch.payments(), "payment"),
            batch.controlSum(),
            AccountText.masked(batch.payer()),
            batch.executionDate());
  }

  private void printLeftOut(LeftOut withoutAccount, LeftOut blocked) {
    printLeftOut(withoutAccount, "without a bank account");
    printLeftOut(blocked, "with an account that the bank can't pay");
  }

  private void printLeftOut(LeftOut leftOut, String why) {
    if (leftOut.bills() > 0) {
      work.out()
          .printf(
              "left out: %s, %s in all, %s: %s; to set one, run ./farestream bank-account set"
                  + " --driver-id N%n",
              Plural.of(leftOut.bills(), "bill"),
              leftOut.amount(),
              why,
              DriverNumbers.of(leftOut.drivers()));
    }
  }

  private ObjectNode json(String state, PaymentBatch batch) {
    var json = BATCH.json(batch).put("state", state);
    return work.dryRun() ? json : json.put("file", file.toString());
  }

  static Refusal refused(Begin.Refused refused) {
    return new Refusal(
        switch (refused) {
          case Begin.NoPayer _ ->
              "the platform has no bank account to pay from: ./farestream bank-account set --own";
          case Begin.DateInPast(var day, var today) ->
              "--execution-date %s is in the past (today is %s): choose a later day"
                  .formatted(day, today);
          case Begin.NoBankDay(var day, var why, var next) ->
              "--execution-date %s is %s, when payments aren't settled: the next bank day is %s"
                  .formatted(day, why, next);
          case Begin.UnfinishedAndBlocked(var batch, var drivers) ->
              "batch %s was begun before the bank refused the account of %s: if its file was never"
                      .formatted(batch.messageId(), DriverNumbers.of(drivers))
                  + " sent to the bank, run ./farestream pay --failed %s --reason TEXT;"
                      .formatted(batch.messageId())
                  + " else ./farestream bank-account unblock";
        });
  }

  static Refusal refused(Unknown unknown) {
    return new Refusal(
        "there is no batch %s: ./farestream payment list shows the batches"
            .formatted(CellText.oneLine(unknown.messageId())));
  }
}
