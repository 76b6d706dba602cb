package farestream.bank;

import farestream.money.Money;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A bank's notification of what it booked on the payer's account: ISO 20022's camt.054.
///
/// @param messageId of the notification
/// @param bookings those that carry an end-to-end id of ours, in the order of the file
/// @param passedOver how many others there are: not of ours, not booked yet, or incoming
public record ReturnsFile(String messageId, List<Booking> bookings, int passedOver) {

  /// What was booked of one payment. Both kinds may be in one file.
  ///
  /// @param reason of a return, if the bank says so
  /// @param reference the bank's own, if it has one
  public record Booking(
      String endToEndId,
      Money amount,
      Kind kind,
      Optional<BankReason> reason,
      LocalDate booked,
      Optional<String> reference) {}

  public enum Kind {
    /// The money came back: a credit, whatever the bank says of it.
    RETURNED,
    /// The money went out: a debit.
    EXECUTED
  }

  static final MessageKind KIND =
      new MessageKind(
          "a notification of bookings",
          "camt.054.001.",
          Set.of("02", "03", "04", "05", "06", "07", "08", "09"),
          "BkToCstmrDbtCdtNtfctn",
          "give the bank's notification of returned payments");

  /// Reads the whole file and judges what it says of our payments. Of all else that happened on
  /// the account nothing is asked.
  ///
  /// @param isOurs whether an end-to-end id may be of a payment of ours
  /// @throws BankFileRefused if anything in it that matters is missing, unknown or contradictory
  /// @throws java.io.UncheckedIOException if the disk fails
  public static ReturnsFile read(Path file, Predicate<String> isOurs) {
    return BankXml.read(file, KIND, xml -> new ReturnsFileReader(xml, isOurs).read());
  }
}
