package farestream.cli.console;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Passes on [Printable] characters, line ends and tabs, and escapes everything else. It remembers
/// the first write failure, which a [java.io.PrintWriter] would not.
final class OutputFilter extends Writer {
  private final Writer to;
  private final StringBuilder printable = new StringBuilder();
  private int previous = ' ';
  private char pending;
  private @Nullable IOException failure;

  OutputFilter(Writer to) {
    this.to = to;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (var at = offset; at < offset + length; at++) {
      take(text[at]);
    }
    writeRaw(printable.toString());
    printable.setLength(0);
  }

  /// Takes one UTF-16 unit. A carriage return waits for its line feed, and a high surrogate for
  /// its low one.
  private void take(char unit) {
    if (pending != 0) {
      var first = pending;
      pending = 0;
      if (first == '\r' && unit == '\n') {
        printable.append("\r\n");
        return;
      }
      if (Character.isSurrogatePair(first, unit)) {
        filter(Character.toCodePoint(first, unit));
        return;
      }
      filter(first);
    }
    if (unit == '\r' || Character.isHighSurrogate(unit)) {
      pending = unit;
    } else if (unit == '\n' || unit == '\t') {
      printable.append(unit);
    } else {
      filter(unit);
    }
  }

  private void filter(int character) {
    Printable.append(printable, character, previous);
    previous = character;
  }

  /// Writes text unescaped, such as our own control sequences.
  void writeRaw(String text) throws IOException {
    try {
      to.write(text);
    } catch (IOException lost) {
      throw remembered(lost);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      to.flush();
    } catch (IOException lost) {
      throw remembered(lost);
    }
  }

  private IOException remembered(IOException lost) {
    if (failure == null) {
      failure = lost;
    }
    return lost;
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
