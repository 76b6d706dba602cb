package farestream.bank;

import farestream.money.Money;

/// One payment to one payee, as the bank receives it.
///
/// @param endToEndId the payer's own id of the payment, which is forwarded to the payee's bank
///     and returned in every answer; at most 35 characters
/// @param amount in US dollars, above zero
/// @param creditor the payee's name, converted to the banks' characters; at most 140 characters
/// @param remittance what the payment is for, converted likewise; at most 140 characters
public record CreditTransfer(
    String endToEndId, Money amount, String creditor, BankAccount account, String remittance) {
  private static final int LONGEST = 140;

  /// @throws InvalidTransferData if a bank couldn't accept it
  public CreditTransfer {
    BankText.reference("an end-to-end id", endToEndId);
    if (!amount.isPositive()) {
      throw new InvalidTransferData(
          "payment " + endToEndId + " has the amount " + amount + "; it must be above zero");
    }
    creditor = BankText.latin("the payee's name of payment " + endToEndId, creditor, LONGEST);
    remittance =
        BankText.latin("the remittance text of payment " + endToEndId, remittance, LONGEST);
  }

  /// Returns a text without personal data.
  @Override
  public String toString() {
    return "%s: %s to %s".formatted(endToEndId, amount, account.masked());
  }
}
