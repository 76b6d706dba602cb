package farestream.cli.payment;

import farestream.bank.BankAccount;
import farestream.bank.InvalidBankAccount;
import farestream.payout.StoredAccount;
import java.util.Optional;

/// Accounts between what is stored and what a bank takes, and as a person may see them.
final class AccountText {
  private AccountText() {}

  /// @throws NotABankAccount if it isn't one by now, such as one put there by other means
  static BankAccount of(StoredAccount stored) {
    return stored
        .iban()
        .<BankAccount>map(BankAccount.Iban::new)
        .orElseGet(
            () ->
                new BankAccount.UsAccount(
                    stored.routingNumber().orElse(""), stored.accountNumber().orElse("")));
  }

  static StoredAccount stored(String holder, BankAccount account, Optional<String> bic) {
    return switch (account) {
      case BankAccount.Iban(var number) ->
          new StoredAccount(holder, Optional.of(number), Optional.empty(), Optional.empty(), bic);
      case BankAccount.UsAccount(var routing, var number) ->
          new StoredAccount(
              holder, Optional.empty(), Optional.of(routing), Optional.of(number), bic);
    };
  }

  /// A number as a bank writes it.
  static String masked(String number) {
    return "****" + (number.length() < 8 ? "" : number.substring(number.length() - 4));
  }

  /// Never more than its last four characters.
  static String masked(StoredAccount stored) {
    try {
      return of(stored).masked();
    } catch (InvalidBankAccount notOne) {
      return "****";
    }
  }
}
