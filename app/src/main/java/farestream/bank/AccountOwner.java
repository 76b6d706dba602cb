package farestream.bank;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The holder of a bank account, in a form that a bank file can carry.
///
/// @param name in any script; must have a letter or digit and at most 140 characters when it is
///     converted to the banks' characters
/// @param bic of the account's bank, converted to upper case
public record AccountOwner(String name, Optional<String> bic) {
  private static final int LONGEST = 140;
  private static final Pattern BIC =
      Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

  /// @throws InvalidTransferData if a bank couldn't accept it
  public AccountOwner {
    if (!name.matches("\\P{Cntrl}*")) {
      throw new InvalidTransferData("the holder's name contains control characters; retype it");
    }
    var _ = latin(name);
    bic = bic.map(text -> text.strip().toUpperCase(Locale.ROOT));
    if (bic.isPresent() && !BIC.matcher(bic.get()).matches()) {
      throw new InvalidTransferData(
          "the BIC must have 8 or 11 letters and digits, such as CHASUS33XXX");
    }
  }

  /// Returns the name as it is written to bank files.
  String latinName() {
    return latin(name);
  }

  private static String latin(String name) {
    return BankText.latin("the holder's name", name, LONGEST);
  }

  /// Returns a text without personal data.
  @Override
  public String toString() {
    return "a holder";
  }
}
