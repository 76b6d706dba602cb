package farestream.bank;

import farestream.money.Money;

/// One payment to one person, as the bank will see it.
///
/// @param endToEndId the payer's own name of the payment, which travels with it to its end and
///     comes back in every answer; at most 35 characters
/// @param amount in US dollars, above zero
/// @param creditor who is paid, at most 140 characters; given in any, kept in those of banks
/// @param remittance what it is for, likewise
public record CreditTransfer(
    String endToEndId, Money amount, String creditor, BankAccount account, String remittance) {
  private static final int LONGEST = 140;

  /// @throws NotPayable if the bank couldn't take it
  public CreditTransfer {
    BankText.reference("an end-to-end id", endToEndId);
    if (!amount.isPositive()) {
      throw new UnpayableBatch("payment " + endToEndId + " has the amount " + amount);
    }
    creditor =
        BankText.latin("the name of whom payment " + endToEndId + " is for", creditor, LONGEST);
    remittance =
        BankText.latin("the remittance text of payment " + endToEndId, remittance, LONGEST);
  }

  /// Without the person.
  @Override
  public String toString() {
    return "%s: %s to %s".formatted(endToEndId, amount, account.masked());
  }
}
