package farestream.bank;

/// A bank's file, or an entry of it, can't be processed. The message is one line: the file, the
/// position in it, the reason and, where possible, what to do.
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
