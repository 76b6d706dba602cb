package farestream.bank;

import farestream.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Bookings on the payer's account: ISO 20022's camt.054, a notification, or camt.053, a
/// statement. Both have the same entries.
///
/// @param messageId the id of the file
/// @param bookings the bookings with an end-to-end id of ours, in the order of the file
/// @param ignored the number of other transactions: not ours, or incoming
/// @param pending the number of our payments that are announced but not booked yet
/// @param unread transactions of ours that could not be read, and returns that name no payment
public record ReturnsFile(
    String messageId,
    List<Booking> bookings,
    int ignored,
    int pending,
    List<UnreadableEntry> unread) {

  /// The booking of one payment. A file may have both kinds for one payment.
  ///
  /// @param account the account on which it was booked, as the bank writes it, if reported
  /// @param amount absent if it has a fault
  /// @param reason the reason of a return, if reported
  /// @param fault why the amount can't be that of a payment of ours, such as another currency
  public record Booking(
      String endToEndId,
      Optional<String> account,
      Optional<Money> amount,
      Kind kind,
      Optional<BankReason> reason,
      Optional<String> fault) {}

  public enum Kind {
    /// The money came back: a credit, whatever the bank calls it.
    RETURNED,
    /// The money went out: a debit.
    EXECUTED
  }

  private static final String ADVICE = "pass the bank's notification of returned payments";

  static final List<MessageKind> KINDS =
      List.of(
          new MessageKind(
              "a notification of bookings", "camt.054", 2, 13, "BkToCstmrDbtCdtNtfctn", ADVICE),
          new MessageKind("an account statement", "camt.053", 2, 13, "BkToCstmrStmt", ADVICE));

  /// Reads the whole file. An entry that can't be read doesn't affect the others. Transactions
  /// that aren't ours are not validated.
  ///
  /// @param ours returns the end-to-end id as we sent it, or empty if the id isn't that of a
  ///     payment of ours
  /// @throws BankFileRefused if it isn't a complete file of these kinds
  /// @throws java.io.UncheckedIOException if reading fails
  public static ReturnsFile read(Path file, Function<String, Optional<String>> ours) {
    return BankXml.read(file, KINDS, xml -> new ReturnsFileReader(xml, ours).read());
  }
}
