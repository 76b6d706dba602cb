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
import farestream.payout.BankMessage.Reason;
import farestream.payout.BankMessage.ReportedBatch;
import farestream.payout.BankMessage.ReportedPayment;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages;
import farestream.payout.EndToEndId;
import farestream.payout.SkippedEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Implements `pay --status-report` and `pay --returns`: translates the bank's files into messages
/// about our payments and applies them.
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

  /// @param ignored the number of bookings that don't refer to our payments
  /// @param pending the number of our payments that are announced but not booked yet
  record Answer(BankMessage message, int ignored, int pending) {}

  private void take(Path file, Supplier<Answer> parser) {
    Answer answer;
    try {
      answer = parser.get();
    } catch (BankFileRefused refused) {
      throw new Refusal("nothing was changed: " + refused.getMessage());
    }
    var messages = new BankMessages(work.config().ledger());
    var outcome =
        work.dryRun()
            ? messages.preview(answer.message(), work.now())
            : messages.read(answer.message(), work.now());
    new BankAnswerText(work, file, answer).print(outcome);
  }

  private static Answer of(Path file, StatusReport report, Kind kind) {
    var ofAll = report.ofAll();
    var batch =
        new ReportedBatch(
            report.originalMessageId(),
            report.originalCount(),
            report.originalSum(),
            ofAll.flatMap(all -> verdict(all.status(), kind)),
            ofAll.flatMap(StatusReport.BatchStatus::reason).map(BankAnswer::reason));
    var ofEach =
        report.ofEach().stream()
            .map(
                one ->
                    new ReportedPayment(
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

  /// Maps a status to a verdict; empty for a batch whose payments each have their own. In a
  /// returns file, a rejected payment is one that was returned.
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
                    new ReportedPayment(
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
