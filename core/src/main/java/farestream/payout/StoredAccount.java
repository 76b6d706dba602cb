package farestream.payout;

import java.util.Optional;

/// A bank account as it was given: an IBAN, or a routing number and an account number. Whether it
/// can be one is for others to say; here it is kept.
///
/// @param bic of its bank, where somebody gave it
public record StoredAccount(
    String holder,
    Optional<String> iban,
    Optional<String> routingNumber,
    Optional<String> accountNumber,
    Optional<String> bic) {

  /// Nothing of it: what is printed by mistake is no account.
  @Override
  public String toString() {
    return "an account";
  }
}
