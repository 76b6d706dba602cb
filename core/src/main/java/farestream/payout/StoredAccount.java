package farestream.payout;

import java.util.Optional;

/// A bank account as it was entered: an IBAN, or a routing number and an account number. It isn't
/// validated here.
///
/// @param bic the BIC of its bank; empty if none was given
public record StoredAccount(
    String holder,
    Optional<String> iban,
    Optional<String> routingNumber,
    Optional<String> accountNumber,
    Optional<String> bic) {

  /// Returns a constant, so that logging an account by mistake reveals nothing.
  @Override
  public String toString() {
    return "an account";
  }
}
