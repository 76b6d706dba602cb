package farestream.cli.payment;

import farestream.bank.BankFileRefused;
import farestream.bank.BankReason;
import farestream.bank.PaymentStatus;
import farestream.bank.ReturnsFile;
import farestream.bank.StatusReport;
import farestream.bank.UnreadableEntry;
import farestream.cli.console.FileDigest;
import farestream.failure.Refusal;
import farestream.payout.BankMessage;
import farestream.payout.BankMessage.Kind;
import farestream.payout.BankMessage.OfBatch;
import farestream.payout.BankMessage.OfPayment;
import farestream.payout.BankMessage.Reason;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages;
import farestream.payout.EndToEndId;
import farestream.payout.SkippedEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `pay --status-report` and `pay --returns`: what the bank's files mean to our payments.
final class BankAnswer {
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
            StatusReport.is(file)
                ? of(file, StatusReport.read(file), Kind.RETURNS)
                : of(file, ReturnsFile.read(file, EndToEndId::ours)));
  }

  /// @param ignored bookings that aren't of our payments
  /// @param pending of our payments, announced and not booked yet
  record Answer(BankMessage message, int ignored, int pending) {}

  private void take(Path file, Supplier<Answer> reading) {
    Answer answer;
    try {
      answer = reading.get();
    } catch (BankFileRefused refused) {
      throw new Refusal("nothing was changed: " + refused.getMessage());
    }
    var messages = new BankMessages(work.config().ledger());
    var outcome =
        work.dryRun()
            ? messages.preview(answer.message(), work.now())
            : messages.read(answer.message(), work.now(), work.by());
    new BankAnswerText(work, file, answer).print(outcome);
  }

  private static Answer of(Path file, StatusReport report, Kind kind) {
    var ofAll = report.ofAll();
    var batch =
        new OfBatch(
            report.originalMessageId(),
            report.originalCount(),
            report.originalSum(),
            ofAll.flatMap(all -> verdict(all.status(), kind)),
            ofAll.flatMap(StatusReport.OfAll::reason).map(BankAnswer::reason));
    var ofEach =
        report.ofEach().stream()
            .map(
                one ->
                    new OfPayment(
                        EndToEndId.ours(one.endToEndId()).orElse(one.endToEndId()),
                        verdict(one.status(), kind).orElse(Verdict.UNDER_WAY),
                        Optional.empty(),
                        one.amount(),
                        one.reason().map(BankAnswer::reason),
                        one.fault()))
            .toList();
    return new Answer(
        new BankMessage(
            FileDigest.of(file),
            report.messageId(),
            kind,
            Optional.of(batch),
            ofEach,
            remaining(report.unread())),
        0,
        0);
  }

  private static List<SkippedEntry.Unread> remaining(List<UnreadableEntry> unread) {
    return unread.stream().map(one -> new SkippedEntry.Unread(one.about(), one.why())).toList();
  }

  private static Reason reason(BankReason reason) {
    return new Reason(reason.toString(), reason.accountCode());
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
                        booking.account(),
                        booking.amount(),
                        booking.reason().map(BankAnswer::reason),
                        booking.fault()))
            .toList();
    return new Answer(
        new BankMessage(
            FileDigest.of(file),
            returns.messageId(),
            Kind.RETURNS,
            Optional.empty(),
            ofEach,
            remaining(returns.unread())),
        returns.ignored(),
        returns.pending());
  }
}
