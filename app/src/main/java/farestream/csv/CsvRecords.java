package farestream.csv;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The records of a file from the first to the last, without blank lines. A quoted value may hold
/// line ends. A quote that is never closed costs its own line and not the rest of the file.
public final class CsvRecords implements Closeable {
  private static final int MOST_LINES = 50;

  private final Lines lines;
  private final SeparatedValues format;
  private final int width;
  private final Deque<Lines.Line> readAhead = new ArrayDeque<>();

  /// @param width of a record: how many values it has at least
  CsvRecords(Lines lines, SeparatedValues format, int width) {
    this.lines = lines;
    this.format = format;
    this.width = width;
  }

  /// Absent at the end.
  ///
  /// @throws java.io.UncheckedIOException if the file can't be read on
  public Optional<CsvRecord> next() {
    var line = line();
    while (line.isPresent() && line.get().text().isBlank()) {
      line = line();
    }
    return line.map(this::record);
  }

  private Optional<Lines.Line> line() {
    var ahead = readAhead.poll();
    return ahead == null ? lines.next() : Optional.of(ahead);
  }

  private CsvRecord record(Lines.Line line) {
    if (line.cut()) {
      return fault(line, "the line is longer than " + Lines.LONGEST + " characters");
    }
    return format
        .read(line.text())
        .map(values -> new CsvRecord(line.number(), line.text(), values, Optional.empty()))
        .or(() -> joined(line))
        .orElseGet(() -> fault(line, "its quotes aren't balanced"));
  }

  /// The line with those after it, as far as the value goes that begins on it.
  private Optional<CsvRecord> joined(Lines.Line first) {
    var text = new StringBuilder(first.text());
    var open = !SeparatedValues.isBalanced(first.text());
    var more = new ArrayList<Lines.Line>();
    while (open && more.size() < MOST_LINES && text.length() < Lines.LONGEST) {
      var next = line();
      if (next.isEmpty()) {
        break;
      }
      more.add(next.get());
      text.append('\n').append(next.get().text());
      open = SeparatedValues.isBalanced(next.get().text());
    }
    var values = open || more.isEmpty() ? Optional.<List<String>>empty() : read(text.toString());
    if (values.isEmpty()) {
      more.reversed().forEach(readAhead::addFirst);
    }
    return values.map(
        found -> new CsvRecord(first.number(), text.toString(), found, Optional.empty()));
  }

  private Optional<List<String>> read(String text) {
    return format.read(text).filter(values -> values.size() >= width);
  }

  private static CsvRecord fault(Lines.Line line, String reason) {
    return new CsvRecord(line.number(), line.text(), List.of(), Optional.of(reason));
  }

  @Override
  public void close() {
    lines.close();
  }
}
