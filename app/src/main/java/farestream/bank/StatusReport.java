package farestream.bank;

import farestream.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
public record StatusReport(
    String messageId,
    String originalMessageId,
    Optional<Integer> originalCount,
    Optional<Money> originalSum,
    Optional<OfAll> ofAll,
    List<OfOne> ofEach) {

  /// @param status may be `PART`: then those that aren't in `ofEach` are left as they are
  public record OfAll(PaymentStatus status, Optional<BankReason> reason) {}

  /// @param status never `PART`
  /// @param amount the original one, if the bank repeats it
  public record OfOne(
      String endToEndId,
      PaymentStatus status,
      Optional<BankReason> reason,
      Optional<Money> amount) {}

  static final MessageKind KIND =
      new MessageKind(
          "a status report",
          "pain.002.001.",
          Set.of("03", "10", "11", "12", "13", "14"),
          "CstmrPmtStsRpt",
          "give the file by which the bank answered");

  /// Reads and judges the whole file.
  ///
  /// @throws BankFileRefused if anything in it that matters is missing, unknown or contradictory
  /// @throws java.io.UncheckedIOException if the disk fails
  public static StatusReport read(Path file) {
    return BankXml.read(file, KIND, xml -> new StatusReportReader(xml).read());
  }
}
