package farestream.bank;

/// What was given as a bank account and is none; the message says why, without the number.
public final class InvalidBankAccount extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidBankAccount(String why) {
    super(why);
  }
}
