package farestream.csv;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Iterates over the records of a file, without blank lines. A quoted value may contain line
/// endings. A quote that is never closed invalidates its own line only, not the rest of the file.
public final class CsvRecords implements Closeable {
  private static final int MAX_LINES = 50;

  private final Lines lines;
  private final SeparatedValues format;
  private final int width;
  private final Deque<Lines.Line> readAhead = new ArrayDeque<>();

  /// @param width the minimum number of values of a record
  CsvRecords(Lines lines, SeparatedValues format, int width) {
    this.lines = lines;
    this.format = format;
    this.width = width;
  }

  /// Returns the next record; absent at the end.
  ///
  /// @throws java.io.UncheckedIOException if reading fails
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
      return fault(line, "the line is longer than " + Lines.MAX_LENGTH + " characters");
    }
    return format
        .read(line.text())
        .map(values -> new CsvRecord(line.number(), line.text(), values, Optional.empty()))
        .or(() -> multiline(line))
        .orElseGet(() -> fault(line, "its quotes aren't balanced"));
  }

  /// Reads a record whose quoted value continues on the following lines.
  private Optional<CsvRecord> multiline(Lines.Line first) {
    var text = new StringBuilder(first.text());
    var open = !SeparatedValues.isBalanced(first.text());
    var more = new ArrayList<Lines.Line>();
    while (open && more.size() < MAX_LINES && text.length() < Lines.MAX_LENGTH) {
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
