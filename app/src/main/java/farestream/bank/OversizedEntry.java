package farestream.bank;

/// A part of a bank's file that is larger than any need be. What comes after it can still be read.
final class OversizedEntry extends BankFileRefused {
  private static final long serialVersionUID = 1L;

  OversizedEntry(BankFileRefused refused) {
    super(refused.line());
  }
}
