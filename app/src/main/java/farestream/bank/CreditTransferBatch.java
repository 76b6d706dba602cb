package farestream.bank;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;

/// The header of a file of credit transfers. The bank compares count and sum with the transfers.
///
/// @param messageId the batch's id, which the bank's answers contain; at most 35 characters
/// @param created written with a precision of seconds
/// @param payer the owner of `account`; the bank of a US account is identified by its routing
///     number, so a BIC isn't needed
/// @param executed the day on which the bank executes the payments
/// @param count the number of transfers
/// @param sum their total in US dollars
public record CreditTransferBatch(
    String messageId,
    Instant created,
    AccountOwner payer,
    BankAccount account,
    LocalDate executed,
    int count,
    Money sum) {
  /// @throws InvalidTransferData if a bank couldn't accept it
  public CreditTransferBatch {
    BankText.reference("a message id", messageId);
    if (count < 1 || !sum.isPositive()) {
      throw new InvalidTransferData(
          "batch %s has %d payments totalling %s; there is nothing to pay"
              .formatted(messageId, count, sum));
    }
  }
}
