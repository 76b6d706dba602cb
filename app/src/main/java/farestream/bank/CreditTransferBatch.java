package farestream.bank;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;

/// What stands at the head of a file of credit transfers. The bank compares count and sum with
/// what follows.
///
/// @param messageId the batch's name, by which the bank answers; at most 35 characters
/// @param created written to the second
/// @param payer a US account's bank is known by its routing number as well as by a BIC
/// @param executed the day on which the bank is to carry the payments out
/// @param count how many transfers follow
/// @param sum of their amounts, in US dollars
public record CreditTransferBatch(
    String messageId,
    Instant created,
    AccountOwner payer,
    BankAccount account,
    LocalDate executed,
    int count,
    Money sum) {
  /// @throws NotPayable if the bank couldn't take it
  public CreditTransferBatch {
    BankText.reference("a message id", messageId);
    if (count < 1 || !sum.isPositive()) {
      throw new UnpayableBatch(
          "batch %s has %d payments of %s: there is nothing to pay"
              .formatted(messageId, count, sum));
    }
  }
}
