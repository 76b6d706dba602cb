package farestream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import farestream.bank.BankFileRefused;
import farestream.bank.BankReason;
import farestream.bank.PaymentStatus;
import farestream.bank.ReturnsFile;
import farestream.bank.StatusReport;
import farestream.payout.BankMessage;
import farestream.payout.BankMessage.Kind;
import farestream.payout.BankMessage.OfBatch;
import farestream.payout.BankMessage.OfPayment;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages;
import farestream.payout.EndToEndId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// `pay --status-report` and `pay --returns`: what the bank's files mean to our payments.
final class BankAnswer {
  /// The namespace of a pain.002 stands at its beginning.
  private static final int BEGINNING = 4_096;

  private final PayWork work;

  BankAnswer(PayWork work) {
    this.work = work;
  }

  void statusReport(Path file) {
    take(file, () -> of(file, StatusReport.read(file), Kind.STATUS_REPORT));
  }

  void returns(Path file) {
    take(
        file,
        () ->
            isStatusReport(file)
                ? of(file, StatusReport.read(file), Kind.RETURNS)
                : of(file, ReturnsFile.read(file, EndToEndId::isOurs)));
  }

  /// @param passedOver bookings that aren't of our payments
  private record Answer(BankMessage message, int passedOver) {}

  private void take(Path file, Supplier<Answer> reading) {
    Answer answer;
    try {
      answer = reading.get();
    } catch (BankFileRefused refused) {
      throw new Refused("nothing was changed: " + refused.getMessage());
    }
    var messages = new BankMessages(work.config().ledger());
    var outcome =
        work.dryRun()
            ? messages.preview(answer.message(), work.now())
            : messages.read(answer.message(), work.now(), work.by());
    new BankAnswerText(work, file, answer.passedOver()).print(outcome);
  }

  private static boolean isStatusReport(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(BEGINNING), ISO_8859_1).contains(":pain.002.");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Answer of(Path file, StatusReport report, Kind kind) {
    var ofAll = report.ofAll();
    var batch =
        new OfBatch(
            report.originalMessageId(),
            report.originalCount(),
            report.originalSum(),
            ofAll.flatMap(all -> verdict(all.status(), kind)),
            ofAll.flatMap(StatusReport.OfAll::reason).map(BankReason::toString));
    var ofEach =
        report.ofEach().stream()
            .map(
                one ->
                    new OfPayment(
                        one.endToEndId(),
                        verdict(one.status(), kind).orElse(Verdict.UNDER_WAY),
                        one.amount(),
                        one.reason().map(BankReason::toString)))
            .toList();
    return new Answer(
        new BankMessage(FileDigest.of(file), report.messageId(), kind, Optional.of(batch), ofEach),
        0);
  }

  /// Empty of a batch of which each payment has its own. Among returns, a rejected one came back.
  private static Optional<Verdict> verdict(PaymentStatus status, Kind kind) {
    return switch (status.meaning()) {
      case SETTLED -> Optional.of(Verdict.EXECUTED);
      case UNDER_WAY -> Optional.of(Verdict.UNDER_WAY);
      case REJECTED, CANCELLED ->
          Optional.of(kind == Kind.RETURNS ? Verdict.RETURNED : Verdict.REJECTED);
      case PARTLY -> Optional.empty();
    };
  }

  private static Answer of(Path file, ReturnsFile returns) {
    var ofEach =
        returns.bookings().stream()
            .map(
                booking ->
                    new OfPayment(
                        booking.endToEndId(),
                        switch (booking.kind()) {
                          case RETURNED -> Verdict.RETURNED;
                          case EXECUTED -> Verdict.EXECUTED;
                        },
                        Optional.of(booking.amount()),
                        booking.reason().map(BankReason::toString)))
            .toList();
    return new Answer(
        new BankMessage(
            FileDigest.of(file), returns.messageId(), Kind.RETURNS, Optional.empty(), ofEach),
        returns.passedOver());
  }
}
