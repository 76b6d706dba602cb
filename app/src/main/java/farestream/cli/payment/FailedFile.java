package farestream.cli.payment;

import farestream.cli.console.Plural;
import farestream.failure.Refusal;
import farestream.payout.BatchFailure;
import farestream.payout.BatchFailure.BeingWritten;
import farestream.payout.BatchFailure.Failed;
import farestream.payout.BatchPayout.Unknown;
import farestream.view.BankViews;

/// Implements `pay --failed`: fails the payments of a file that the bank refused or never
/// received.
final class FailedFile {
  private final PayWork work;

  FailedFile(PayWork work) {
    this.work = work;
  }

  void fail(String messageId, String reason) {
    var failure = new BatchFailure(work.config().ledger());
    var outcome =
        work.dryRun()
            ? failure.preview(messageId, work.now())
            : failure.fail(messageId, reason, work.now());
    switch (outcome) {
      case Failed failed when work.json() -> work.print(BankViews.FAILED.json(failed));
      case Failed failed when failed.payments() == 0 ->
          work.out().printf("batch %s has no payments under way%n", failed.batch().messageId());
      case Failed failed -> {
        work.out()
            .printf(
                "%s of batch %s, %s in all, %s; to pay the bills again, run ./farestream pay"
                    + " --bank-file%n",
                Plural.of(failed.payments(), "payment"),
                failed.batch().messageId(),
                failed.amount(),
                work.dryRun() ? "would fail (dry run, nothing written)" : "failed");
        if (failed.batch().isUnfinished()) {
          work.out().println("if its file exists, delete it: it must not be sent to the bank");
        }
      }
      case BeingWritten(var batch) ->
          throw new Refusal(
              "another ./farestream pay --bank-file is writing the file of batch %s: wait until it"
                      .formatted(batch.messageId())
                  + " ends or stop it, and try again");
      case Unknown unknown -> throw BankFileText.refused(unknown);
    }
  }
}
