package farestream.cli.payment;

import static java.util.Objects.requireNonNull;

import farestream.bank.CreditTransferFile;
import farestream.cli.console.FileDigest;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.failure.Breakdown;
import farestream.failure.Failure;
import farestream.failure.Refusal;
import farestream.local.DiskFault;
import farestream.payout.BatchPayout;
import farestream.payout.BatchPayout.Again;
import farestream.payout.BatchPayout.Begin;
import farestream.payout.BatchPayout.Unknown;
import farestream.payout.PaymentBatch;
import farestream.payout.Transfer;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;

/// Implements `pay --bank-file`: creates the payments, writes the file, then marks the payments as
/// submitted.
final class PayByFile {
  private final PayWork work;
  private final Path file;
  private final BankFileText text;

  PayByFile(PayWork work, Path file) {
    this.work = work;
    this.file = file;
    this.text = new BankFileText(work, file);
  }

  void pay(Optional<LocalDate> executionDate) {
    refuseWithoutFolder();
    try (var payout = new BatchPayout(work.config().ledger())) {
      var order = new BatchPayout.Order(work.now(), executionDate);
      var begin =
          work.dryRun() ? payout.preview(order, this::check) : payout.begin(order, this::check);
      switch (begin) {
        case Begin.Unfinished(var batch) -> {
          finish(payout, batch);
          text.finished(batch);
        }
        case Begin.Begun begun -> {
          finish(payout, begun.batch());
          text.written(begun);
        }
        case Begin.NothingToPay nothing -> text.nothing(nothing);
        case Begin.Refused refused -> throw BankFileText.refused(refused);
      }
    }
  }

  private void finish(BatchPayout payout, PaymentBatch batch) {
    if (!work.dryRun()) {
      write(payout, batch);
      payout.finish(batch, FileDigest.of(file), work.now());
    }
  }

  void again(String messageId) {
    refuseWithoutFolder();
    try (var payout = new BatchPayout(work.config().ledger())) {
      switch (payout.again(messageId)) {
        case Again.Ready(var batch) -> {
          refuseOtherBytes(payout, batch);
          write(payout, batch);
          text.again(batch);
        }
        case Again.Answered(var batch, var payments) ->
            throw new Refusal(
                "%s of batch %s %s no longer under way, so its file can't be written again"
                    .formatted(
                        Plural.of(payments, "payment"),
                        batch.messageId(),
                        payments == 1 ? "is" : "are"));
        case Again.Unfinished(var batch) ->
            throw new Refusal(
                "batch %s is unfinished: finish it with ./farestream pay --bank-file FILE"
                    .formatted(batch.messageId()));
        case Again.Abandoned(var batch) ->
            throw new Refusal(
                "batch %s was abandoned before its file was written, so there is no file to write again"
                    .formatted(batch.messageId()));
        case Unknown unknown -> throw BankFileText.refused(unknown);
      }
    }
  }

  /// Refuses to write a file that would differ from the original, because another version of
  /// Farestream wrote that. Nothing is written before this check.
  private void refuseOtherBytes(BatchPayout payout, PaymentBatch batch) {
    var digest =
        FileDigest.ofWhatIsWritten(
            to ->
                payout.transfers(
                    batch,
                    transfers ->
                        CreditTransferFile.write(
                            to, BankOrders.head(batch), new BankOrders(transfers, _ -> {}))));
    if (!digest.equals(batch.fileSha256().orElseThrow())) {
      throw new Refusal(
          "the file of batch %s would differ from the original (SHA-256 %s): nothing was written; use"
                  .formatted(batch.messageId(), batch.fileSha256().orElseThrow())
              + " a copy of the original, or the version of Farestream that wrote it");
    }
  }

  /// Validates the whole file before any payment is created: a batch that can't be written would
  /// block every later one.
  private void check(PaymentBatch batch, Iterator<Transfer> transfers) {
    if (Files.exists(file)) {
      throw new Refusal(file + " exists already: name a new file; nothing was written");
    }
    var _ = BankOrders.head(batch);
    new BankOrders(transfers, _ -> {}).forEachRemaining(_ -> {});
  }

  private void write(BatchPayout payout, PaymentBatch batch) {
    try (var progress = new Progress("writing", batch.payments(), work.command().getErr())) {
      payout.transfers(
          batch,
          transfers ->
              CreditTransferFile.write(
                  file, BankOrders.head(batch), new BankOrders(transfers, progress::at)));
    } catch (UncheckedIOException failure) {
      throw notWritten(failure, batch);
    }
  }

  /// Returns the failure to report when the payments exist but their file couldn't be written.
  private Failure notWritten(UncheckedIOException failure, PaymentBatch batch) {
    if (failure.getCause() instanceof FileAlreadyExistsException) {
      return new Refusal(
          "%s exists already and isn't the file of batch %s: move it, or name another file"
              .formatted(file, batch.messageId()));
    }
    return new Breakdown(
        "could not write %s (%s): %s of batch %s pending; free space and run the same command again"
            .formatted(
                file,
                DiskFault.of(requireNonNull(failure.getCause())),
                Plural.of(batch.payments(), "payment"),
                batch.messageId()),
        failure);
  }

  /// Checks the folder before payments are created. If the disk fails later, the batch stays and
  /// can be finished.
  private void refuseWithoutFolder() {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new Refusal(
          Files.isDirectory(file)
              ? file + " is a folder: name a file in it"
              : "folder %s doesn't exist: create it, or name another".formatted(folder));
    }
    if (!Files.isWritable(folder)) {
      throw new Refusal("folder %s is not writable: check its permissions".formatted(folder));
    }
  }
}
