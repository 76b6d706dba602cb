package farestream.simulate;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/// A file's records from the first to the last. Blank lines are none.
final class TlcLines implements Closeable {
  private final TlcHeader header;
  private final RecordReader reader;
  private final Lines lines;

  /// @param lines with the header read
  TlcLines(TlcFile file, Lines lines) {
    this.header = file.header();
    this.reader = new RecordReader(header, file.zone());
    this.lines = lines;
  }

  /// @param line of the file, from 1
  record Numbered(long line, RecordReader.Outcome outcome) {}

  /// Absent at the end.
  Optional<Numbered> next() {
    var line = lines.next();
    while (line.isPresent() && line.get().text().isBlank()) {
      line = lines.next();
    }
    return line.map(present -> new Numbered(present.number(), read(present)));
  }

  private RecordReader.Outcome read(Lines.Line line) {
    if (line.cut()) {
      return refused("the line is longer than " + Lines.LONGEST + " characters");
    }
    var values = CsvLine.values(line.text());
    if (values.isEmpty()) {
      return refused("its quotes aren't balanced");
    }
    if (values.get().size() < header.width() || isMore(values.get())) {
      return refused(
          "it has %d values for %d columns".formatted(values.get().size(), header.width()));
    }
    return reader.read(values.get());
  }

  /// Some months' lines end in commas beyond the last column.
  private boolean isMore(List<String> values) {
    return values.stream().skip(header.width()).anyMatch(value -> !value.isBlank());
  }

  private static RecordReader.Outcome refused(String reason) {
    return new RecordReader.Outcome.Refused(reason);
  }

  @Override
  public void close() {
    lines.close();
  }
}
