package farestream.cli.console;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands on what is [Printable], line ends and tabs, and all else as escapes. It remembers why it
/// couldn't, which a [java.io.PrintWriter] would not.
final class OutputFilter extends Writer {
  private final Writer to;
  private final StringBuilder printable = new StringBuilder();
  private int previous = ' ';
  private char waiting;
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

  /// A carriage return needs its line feed, and half of a character its other half.
  private void take(char unit) {
    if (waiting != 0) {
      var first = waiting;
      waiting = 0;
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
      waiting = unit;
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

  /// What is ours and meant for the terminal.
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
