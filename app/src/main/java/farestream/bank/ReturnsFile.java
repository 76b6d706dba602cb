package farestream.bank;

import farestream.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a bank booked on the payer's account: ISO 20022's camt.054, a notification, or camt.053,
/// a statement, whose entries are the same.
///
/// @param messageId of the file
/// @param bookings those that carry an end-to-end id of ours, in the order of the file
/// @param ignored how many others there are: not of ours, or incoming
/// @param pending how many of our payments are announced and not booked yet
/// @param unread what could not be read of our payments, and returns that name no payment
public record ReturnsFile(
    String messageId,
    List<Booking> bookings,
    int ignored,
    int pending,
    List<UnreadableEntry> unread) {

  /// What was booked of one payment. Both kinds may be in one file.
  ///
  /// @param account on which it was booked, as the bank writes it, if it does
  /// @param amount empty where there is a fault in it
  /// @param reason of a return, if the bank says so
  /// @param fault why its amount can't be one of ours, such as another currency
  public record Booking(
      String endToEndId,
      Optional<String> account,
      Optional<Money> amount,
      Kind kind,
      Optional<BankReason> reason,
      Optional<String> fault) {}

  public enum Kind {
    /// The money came back: a credit, whatever the bank says of it.
    RETURNED,
    /// The money went out: a debit.
    EXECUTED
  }

  private static final String ADVICE = "give the bank's notification of returned payments";

  static final List<MessageKind> KINDS =
      List.of(
          new MessageKind(
              "a notification of bookings", "camt.054", 2, 13, "BkToCstmrDbtCdtNtfctn", ADVICE),
          new MessageKind("an account statement", "camt.053", 2, 13, "BkToCstmrStmt", ADVICE));

  /// Reads the whole file, each entry by itself. Of all else that happened on the account
  /// nothing is asked.
  ///
  /// @param ours the end-to-end id as we gave it, where it may be of a payment of ours
  /// @throws BankFileRefused if it is no such file to its last byte
  /// @throws java.io.UncheckedIOException if the disk fails
  public static ReturnsFile read(Path file, Function<String, Optional<String>> ours) {
    return BankXml.read(file, KINDS, xml -> new ReturnsFileReader(xml, ours).read());
  }
}
