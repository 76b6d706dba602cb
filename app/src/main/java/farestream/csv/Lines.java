package farestream.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The lines of a text, one at a time, with their numbers. A line beyond the limit is cut there and
/// its rest passed over, so that memory stays flat whatever comes. Lines end by LF, CR LF or CR.
final class Lines implements Closeable {
  /// A TLC record has some 150 characters.
  static final int LONGEST = 8_192;

  /// Three times the largest month there is, and a bound on what a small compressed file becomes.
  private static final long MOST = 50_000_000;

  private final String name;
  private final Reader reader;
  private final char[] buffer = new char[16_384];
  private int from;
  private int to;
  private boolean afterReturn;
  private long number;
  private Optional<Line> again = Optional.empty();

  /// @param number from 1, as an editor counts
  /// @param cut it was longer; `text` is its beginning
  record Line(long number, String text, boolean cut) {}

  /// @param name of the text, for people
  Lines(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  /// Begins once more with a line that was read.
  Lines from(Line line) {
    again = Optional.of(line);
    return this;
  }

  /// @throws UncheckedIOException if it can't be read on
  /// @throws DamagedFile if it is a gzipped one that was cut, or has more lines than can be
  Optional<Line> next() {
    if (again.isPresent()) {
      var line = again;
      again = Optional.empty();
      return line;
    }
    try {
      return read();
    } catch (IOException failure) {
      var message = "%s can't be read beyond line %d: ".formatted(name, number);
      if (DamagedFile.is(failure)) {
        throw new DamagedFile(
            message + reason(failure) + ": it was cut or changed, fetch it again");
      }
      throw new UncheckedIOException(new IOException(message + reason(failure)));
    }
  }

  private Optional<Line> read() throws IOException {
    var text = new StringBuilder(200);
    var cut = false;
    var any = false;
    while (fill()) {
      any = true;
      var end = endOfLine();
      var room = LONGEST - text.length();
      cut |= end - from > room;
      text.append(buffer, from, Math.min(end - from, room));
      from = Math.min(end + 1, to);
      if (end < to) {
        afterReturn = buffer[end] == '\r';
        break;
      }
    }
    if (!any) {
      return Optional.empty();
    }
    if (++number > MOST) {
      throw new DamagedFile("%s has more than %d lines: split it".formatted(name, MOST));
    }
    return Optional.of(new Line(number, text.toString(), cut));
  }

  /// Whether there is more. The LF of a CR LF is ignored.
  private boolean fill() throws IOException {
    while (true) {
      if (from == to) {
        from = 0;
        to = Math.max(0, reader.read(buffer));
      }
      if (to == 0 || !afterReturn) {
        return to > 0;
      }
      afterReturn = false;
      if (buffer[from] != '\n') {
        return true;
      }
      from++;
    }
  }

  private int endOfLine() {
    for (var at = from; at < to; at++) {
      if (buffer[at] == '\n' || buffer[at] == '\r') {
        return at;
      }
    }
    return to;
  }

  private static String reason(IOException failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
