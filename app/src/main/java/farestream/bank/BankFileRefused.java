package farestream.bank;

/// A bank's file that is refused whole. The message is one line: which file, where in it, why,
/// and what to do where there is something.
public final class BankFileRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BankFileRefused(String line) {
    super(line);
  }
}
