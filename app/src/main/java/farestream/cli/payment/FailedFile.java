package farestream.cli.payment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import farestream.cli.console.Plural;
import farestream.failure.Refusal;
import farestream.payout.BatchFailure;
import farestream.payout.BatchFailure.Failed;
import farestream.payout.BatchFailure.InHand;
import farestream.payout.BatchPayout.Unknown;

/// `pay --failed`: the bank refused a file and will report nothing, or never got it.
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
            : failure.fail(messageId, reason, work.now(), work.by());
    switch (outcome) {
      case Failed failed when work.json() -> {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("dryRun", work.dryRun());
        json.put("batch", failed.batch().messageId());
        json.put("failed", failed.payments());
        json.put("amount", failed.amount().amount());
        work.print(json);
      }
      case Failed failed when failed.payments() == 0 ->
          work.out().printf("nothing of batch %s is under way%n", failed.batch().messageId());
      case Failed failed -> {
        work.out()
            .printf(
                "%s of batch %s, %s in all, %s; ./farestream pay --bank-file pays the bills again%n",
                Plural.of(failed.payments(), "payment"),
                failed.batch().messageId(),
                failed.amount(),
                work.dryRun() ? "would fail (dry run, nothing written)" : "failed");
        if (failed.batch().isUnfinished()) {
          work.out().println("if its file lies anywhere, delete it: the bank must never get it");
        }
      }
      case InHand(var batch) ->
          throw new Refusal(
              "another ./farestream pay --bank-file is writing the file of batch %s at this moment:"
                      .formatted(batch.messageId())
                  + " stop it, or let it end, and try again");
      case Unknown unknown -> throw BankFileText.refused(unknown);
    }
  }
}
