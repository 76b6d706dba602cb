package farestream.payout;

import farestream.money.Money;
import java.util.List;
import java.util.Optional;

/// What a bank says of payments, in a file that was read.
///
/// @param sha256 of the file, in hexadecimal digits
/// @param messageId the bank's own
/// @param batch that the file is about; empty where it names payments only
/// @param ofEach what is said of single payments, which goes before what is said of all
/// @param unread what could not be read of it: each an entry
public record BankMessage(
    String sha256,
    String messageId,
    Kind kind,
    Optional<OfBatch> batch,
    List<OfPayment> ofEach,
    List<SkippedEntry.Unread> unread) {

  /// How it is written in `bank_message`.
  public enum Kind {
    STATUS_REPORT("status report"),
    RETURNS("returns");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// What it comes to for a payment.
  public enum Verdict {
    EXECUTED,
    UNDER_WAY,
    REJECTED,
    RETURNED
  }

  /// @param messageId ours
  /// @param count how many payments the bank counted
  /// @param sum what they come to
  /// @param ofAll what is said of all that are not in `ofEach`
  /// @param reason of that
  public record OfBatch(
      String messageId,
      Optional<Integer> count,
      Optional<Money> sum,
      Optional<Verdict> ofAll,
      Optional<Reason> reason) {}

  /// @param account on which it was booked, as the bank writes it, if it does
  /// @param amount if the bank says so
  /// @param fault why it isn't taken, such as an amount in another currency. Of its reason, an
  ///     account is blocked all the same.
  public record OfPayment(
      String endToEndId,
      Verdict verdict,
      Optional<String> account,
      Optional<Money> amount,
      Optional<Reason> reason,
      Optional<String> fault) {}

  /// Why a payment was rejected or came back.
  ///
  /// @param text code and words on one line
  /// @param accountCode the code, if it says that the payee's account can't be paid
  public record Reason(String text, Optional<String> accountCode) {}
}
