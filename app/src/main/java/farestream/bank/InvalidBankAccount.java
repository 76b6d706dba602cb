package farestream.bank;

/// A text isn't a valid bank account. The message says why, without the account number.
public final class InvalidBankAccount extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidBankAccount(String why) {
    super(why);
  }
}
