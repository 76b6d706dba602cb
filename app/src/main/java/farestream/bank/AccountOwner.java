package farestream.bank;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whose an account is, such that a bank file can carry it.
///
/// @param name in any script that leaves something in bank characters; at most 140 of them
/// @param bic of the account's bank, in capitals; given in any case
public record AccountOwner(String name, Optional<String> bic) {
  private static final int LONGEST = 140;
  private static final Pattern BIC =
      Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

  /// @throws NotPayable if a bank couldn't take it
  public AccountOwner {
    if (!name.matches("\\P{Cntrl}*")) {
      throw new UnpayableBatch("the holder's name holds characters that are none: type it anew");
    }
    var _ = latin(name);
    bic = bic.map(text -> text.strip().toUpperCase(Locale.ROOT));
    if (bic.isPresent() && !BIC.matcher(bic.get()).matches()) {
      throw new UnpayableBatch("a BIC has 8 or 11 capitals and digits, such as CHASUS33XXX");
    }
  }

  /// The name as a bank file has it.
  String latinName() {
    return latin(name);
  }

  private static String latin(String name) {
    return BankText.latin("the holder's name", name, LONGEST);
  }

  /// Without the person.
  @Override
  public String toString() {
    return "a holder";
  }
}
