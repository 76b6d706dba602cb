package farestream.bank;

/// An entry of a bank's file exceeds a limit. The rest of the file can still be read.
final class OversizedEntry extends BankFileRefused {
  private static final long serialVersionUID = 1L;

  OversizedEntry(BankFileRefused refused) {
    super(refused.line());
  }
}
