package farestream.bank;

import farestream.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A bank's answer to a file of credit transfers: ISO 20022's pain.002.
///
/// @param messageId of the answer
/// @param originalMessageId of the batch that it answers
/// @param originalCount how many payments the bank counted, if it says so
/// @param originalSum what they came to, if it says so
/// @param ofAll what is said of the batch as a whole. The status of its one payment information
///     block goes before that of the group.
/// @param ofEach what is said of single payments, which goes before what is said of all; in the
///     order of the file
/// @param unread what could not be read of it
public record StatusReport(
    String messageId,
    String originalMessageId,
    Optional<Integer> originalCount,
    Optional<Money> originalSum,
    Optional<OfAll> ofAll,
    List<OfOne> ofEach,
    List<UnreadableEntry> unread) {

  /// @param status may be `PART`: then those that aren't in `ofEach` are left as they are
  public record OfAll(PaymentStatus status, Optional<BankReason> reason) {}

  /// @param status never `PART`
  /// @param amount the original one, if the bank repeats it
  /// @param fault why its amount can't be one of ours, such as another currency
  public record OfOne(
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
          "give the file by which the bank answered");

  /// Whether the file begins as one.
  public static boolean is(Path file) {
    return BankXml.isOf(file, KIND);
  }

  /// Reads the whole file, each entry by itself.
  ///
  /// @throws BankFileRefused if it is no such file to its last byte, or doesn't say which batch
  ///     it answers
  /// @throws java.io.UncheckedIOException if the disk fails
  public static StatusReport read(Path file) {
    return BankXml.read(file, List.of(KIND), xml -> new StatusReportReader(xml).read());
  }
}
