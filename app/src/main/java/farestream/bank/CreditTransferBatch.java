package farestream.bank;

import farestream.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands at the head of a file of credit transfers. The bank compares count and sum with
/// what follows.
///
/// @param messageId the batch's name, by which the bank answers; at most 35 characters
/// @param created written to the second
/// @param payer at most 140 characters, kept in bank characters
/// @param bic of the payer's bank; a US account's bank is known by its routing number as well
/// @param executed the day on which the bank is to carry the payments out
/// @param count how many transfers follow
/// @param sum of their amounts, in US dollars
public record CreditTransferBatch(
    String messageId,
    Instant created,
    String payer,
    BankAccount account,
    Optional<String> bic,
    LocalDate executed,
    int count,
    Money sum) {
  static final Pattern BIC = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

  /// @throws NotPayable if the bank couldn't take it
  public CreditTransferBatch {
    BankText.reference("a message id", messageId);
    payer = BankText.latin("the payer's name", payer, 140);
    if (bic.isPresent() && !BIC.matcher(bic.get()).matches()) {
      throw new NotPayable("a BIC has 8 or 11 capitals and digits, such as CHASUS33XXX");
    }
    if (count < 1 || !sum.isPositive()) {
      throw new NotPayable(
          "batch %s has %d payments of %s: there is nothing to pay"
              .formatted(messageId, count, sum));
    }
  }
}
