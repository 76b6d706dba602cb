package farestream.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Reads the lines of a text one by one. A line beyond the limit is truncated and its rest
/// skipped, so that memory use is bounded. Lines end in LF, CR LF or CR.
final class Lines implements Closeable {
  /// The maximum length of a line in characters. A TLC record has about 150.
  static final int MAX_LENGTH = 8_192;

  /// The maximum number of lines: three times the largest month of TLC records. It bounds what a
  /// small compressed file can expand to.
  private static final long MAX_LINES = 50_000_000;

  private final String name;
  private final Reader reader;
  private final char[] buffer = new char[16_384];
  private int from;
  private int to;
  private boolean afterReturn;
  private long number;
  private Optional<Line> pushedBack = Optional.empty();

  /// @param number counted from 1
  /// @param cut whether the line was longer than `text`
  record Line(long number, String text, boolean cut) {}

  /// @param name the name of the text, for messages
  Lines(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  /// Pushes a line back, so that it is returned next.
  Lines from(Line line) {
    pushedBack = Optional.of(line);
    return this;
  }

  /// @throws UncheckedIOException if reading fails
  /// @throws DamagedFile if it is a truncated or corrupt gzip file, or has too many lines
  Optional<Line> next() {
    if (pushedBack.isPresent()) {
      var line = pushedBack;
      pushedBack = Optional.empty();
      return line;
    }
    try {
      return read();
    } catch (IOException failure) {
      var message = "%s can't be read beyond line %d: ".formatted(name, number);
      if (DamagedFile.is(failure)) {
        throw new DamagedFile(
            message + reason(failure) + "; it is truncated or corrupt, download it again");
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
      var room = MAX_LENGTH - text.length();
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
    if (++number > MAX_LINES) {
      throw new DamagedFile("%s has more than %d lines; split it".formatted(name, MAX_LINES));
    }
    return Optional.of(new Line(number, text.toString(), cut));
  }

  /// Fills the buffer and returns whether there is more. The LF of a CR LF is skipped.
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
