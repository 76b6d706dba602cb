package farestream.tlc;

import farestream.csv.CsvRecord;
import farestream.csv.CsvRecords;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/// A file's records from the first to the last. Where files were put one behind the other, another
/// line of column names may stand between: it says how what follows is read.
final class TlcLines implements Closeable {
  private static final int NAMES = 3;

  private final TlcFile file;
  private final CsvRecords records;
  private final SlashDates slashDates = new SlashDates();
  private TlcHeader header;
  private RecordReader reader;

  TlcLines(TlcFile file, CsvRecords records) {
    this.file = file;
    this.records = records;
    this.header = file.header();
    this.reader = new RecordReader(header, file.clock());
  }

  /// @param line of the file, from 1
  /// @param text as it stands in the file
  record Numbered(long line, String text, RecordReader.Outcome outcome) {

    RefusedRecord refusal(RecordReader.Outcome.Refused refused) {
      return new RefusedRecord(line, refused.reason(), refused.cause(), text);
    }
  }

  /// Absent at the end.
  Optional<Numbered> next() {
    for (var record = records.next(); record.isPresent(); record = records.next()) {
      var outcome = read(record.get());
      if (!(outcome instanceof RecordReader.Outcome.Refused) || !isHeader(record.get().values())) {
        return Optional.of(new Numbered(record.get().line(), record.get().text(), outcome));
      }
    }
    return Optional.empty();
  }

  private RecordReader.Outcome read(CsvRecord record) {
    if (record.fault().isPresent()) {
      return RecordReader.Outcome.Refused.because(record.fault().get());
    }
    var values = record.values();
    if (values.size() < header.width() || isMore(values)) {
      return RecordReader.Outcome.Refused.because(
          "it has %d values for %d columns".formatted(values.size(), header.width()));
    }
    header
        .place(TlcColumn.PICKUP_TIME)
        .ifPresent(place -> slashDates.note(record.line(), values.get(place)));
    return reader.read(values);
  }

  /// Those of the records so far.
  SlashDates slashDates() {
    return slashDates;
  }

  /// Some months' lines end in commas beyond the last column.
  private boolean isMore(List<String> values) {
    return values.stream().skip(header.width()).anyMatch(value -> !value.isBlank());
  }

  private boolean isHeader(List<String> values) {
    var names =
        values.stream()
            .filter(value -> !value.isEmpty() && Character.isLetter(value.charAt(0)))
            .filter(TlcColumn::isName);
    if (names.limit(NAMES).count() < NAMES) {
      return false;
    }
    return switch (TlcHeader.read(values, header.separator())) {
      case TlcHeader.Outcome.Read(var next) -> {
        header = next;
        reader = new RecordReader(next, file.clock());
        yield true;
      }
      case TlcHeader.Outcome.NotTlc _ -> false;
    };
  }

  @Override
  public void close() {
    records.close();
  }
}
