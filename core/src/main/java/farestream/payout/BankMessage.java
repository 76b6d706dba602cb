package farestream.payout;

import farestream.money.Money;
import java.util.List;
import java.util.Optional;

/// A message from a bank about payments, parsed from a file.
///
/// @param sha256 the SHA-256 digest of the file, in hexadecimal
/// @param messageId the bank's id of the message
/// @param batch the batch that the message reports on; empty if it reports on payments only
/// @param ofEach the reports on single payments, which take precedence over that on the batch
/// @param unread the entries that couldn't be parsed
public record BankMessage(
    String sha256,
    String messageId,
    Kind kind,
    Optional<ReportedBatch> batch,
    List<ReportedPayment> ofEach,
    List<SkippedEntry.Unread> unread) {

  /// The kind of a message, with its name in `bank_message`.
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

  /// The reported result of a payment.
  public enum Verdict {
    EXECUTED,
    UNDER_WAY,
    REJECTED,
    RETURNED
  }

  /// The report on a batch.
  ///
  /// @param messageId Farestream's id of the batch
  /// @param count the number of payments by the bank's count; empty if not reported
  /// @param sum the sum of the payments by the bank's count; empty if not reported
  /// @param ofAll the verdict on all payments that aren't in `ofEach`; empty if there is none
  /// @param reason the reason for that verdict
  public record ReportedBatch(
      String messageId,
      Optional<Integer> count,
      Optional<Money> sum,
      Optional<Verdict> ofAll,
      Optional<Reason> reason) {}

  /// The report on one payment.
  ///
  /// @param account the account on which the entry was booked, as the bank writes it; empty if not
  ///     reported
  /// @param amount the reported amount; empty if not reported
  /// @param fault why the entry is skipped, such as an amount in another currency; empty if it
  ///     isn't. The account is blocked even so if `reason` has a code for that.
  public record ReportedPayment(
      String endToEndId,
      Verdict verdict,
      Optional<String> account,
      Optional<Money> amount,
      Optional<Reason> reason,
      Optional<String> fault) {}

  /// Why a payment was rejected or returned.
  ///
  /// @param text code and description on one line
  /// @param accountCode the code if it means that the payee's account can't be paid
  public record Reason(String text, Optional<String> accountCode) {}
}
