package farestream.bank;

/// A bank's file, or an entry of it, that is refused. The message is one line: which file, where
/// in it, why, and what to do where there is something.
public sealed class BankFileRefused extends RuntimeException permits OversizedEntry {
  private static final long serialVersionUID = 1L;

  private final String line;

  BankFileRefused(String line) {
    super(line);
    this.line = line;
  }

  String line() {
    return line;
  }
}
