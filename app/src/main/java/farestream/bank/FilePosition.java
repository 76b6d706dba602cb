package farestream.bank;

import java.nio.file.Path;

/// A position in a bank's file, for messages.
record FilePosition(Path file, int line, int column) {

  BankFileRefused refused(String why) {
    return new BankFileRefused(
        "%s, line %d, column %d: %s".formatted(file.getFileName(), line, column, why));
  }
}
