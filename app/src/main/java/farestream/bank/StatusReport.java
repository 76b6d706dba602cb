package farestream.bank;

import farestream.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A bank's answer to a file of credit transfers: ISO 20022's pain.002.
///
/// @param messageId the id of the answer
/// @param originalMessageId the id of the batch that it answers
/// @param originalCount the number of payments that the bank counted, if reported
/// @param originalSum their total, if reported
/// @param ofAll the status of the whole batch, if reported. The status of its one payment
///     information block takes precedence over that of the group.
/// @param ofEach the reported statuses of single payments, in the order of the file. They take
///     precedence over `ofAll`.
/// @param unread the entries that could not be read
public record StatusReport(
    String messageId,
    String originalMessageId,
    Optional<Integer> originalCount,
    Optional<Money> originalSum,
    Optional<BatchStatus> ofAll,
    List<PaymentEntry> ofEach,
    List<UnreadableEntry> unread) {

  /// @param status may be `PART`: then payments that aren't in `ofEach` remain as they are
  public record BatchStatus(PaymentStatus status, Optional<BankReason> reason) {}

  /// @param status never `PART`
  /// @param amount the original amount, if the bank repeats it
  /// @param fault why the amount can't be that of a payment of ours, such as another currency
  public record PaymentEntry(
      String endToEndId,
      PaymentStatus status,
      Optional<BankReason> reason,
      Optional<Money> amount,
      Optional<String> fault) {}

  static final MessageKind KIND =
      new MessageKind(
          "a status report",
          "pain.002",
          3,
          14,
          "CstmrPmtStsRpt",
          "pass the file with the bank's answer");

  /// Returns whether the file starts like a status report.
  public static boolean is(Path file) {
    return BankXml.isOf(file, KIND);
  }

  /// Reads the whole file. An entry that can't be read doesn't affect the others.
  ///
  /// @throws BankFileRefused if it isn't a complete status report, or doesn't name the batch that
  ///     it answers
  /// @throws java.io.UncheckedIOException if reading fails
  public static StatusReport read(Path file) {
    return BankXml.read(file, List.of(KIND), xml -> new StatusReportReader(xml).read());
  }
}
