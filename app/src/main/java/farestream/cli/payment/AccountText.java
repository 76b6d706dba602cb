package farestream.cli.payment;

import farestream.bank.BankAccount;
import farestream.bank.InvalidBankAccount;
import farestream.payout.StoredAccount;
import java.util.Optional;

/// Converts accounts between their stored and their validated form, and masks account numbers.
final class AccountText {
  private AccountText() {}

  /// @throws InvalidBankAccount if it isn't valid, such as one that was not stored by Farestream
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

  /// Masks an account's number; nothing of an invalid one is shown.
  static String masked(StoredAccount stored) {
    try {
      return of(stored).masked();
    } catch (InvalidBankAccount notOne) {
      return "****";
    }
  }
}
