package farestream.tlc;

import farestream.csv.CsvRecord;
import farestream.csv.CsvRecords;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/// One pass over the records of a file. If files were concatenated, there may be further lines of
/// column names; each applies to the records that follow it.
final class TlcLines implements Closeable {
  /// A line with at least so many column names may be a header.
  private static final int LEAST_NAMES = 3;

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

  /// A parsed record with its line.
  ///
  /// @param line its line in the file, from 1
  /// @param text the line itself
  record Numbered(long line, String text, RecordReader.Outcome outcome) {

    RefusedRecord refusal(RecordReader.Outcome.Refused refused) {
      return new RefusedRecord(line, refused.reason(), refused.cause(), text);
    }
  }

  /// Returns the next record; absent after the last one.
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
    if (values.size() < header.width() || hasExtraValues(values)) {
      return RecordReader.Outcome.Refused.because(
          "it has %d values for %d columns".formatted(values.size(), header.width()));
    }
    header
        .position(TlcColumn.PICKUP_TIME)
        .ifPresent(position -> slashDates.note(record.line(), values.get(position)));
    return reader.read(values);
  }

  /// Returns the dates with slashes of the records read so far.
  SlashDates slashDates() {
    return slashDates;
  }

  /// Returns whether a line has values beyond the last column. Empty ones are ignored, because the
  /// lines of some months end with extra commas.
  private boolean hasExtraValues(List<String> values) {
    return values.stream().skip(header.width()).anyMatch(value -> !value.isBlank());
  }

  /// Returns whether the values are another header, and if so applies it to the following records.
  private boolean isHeader(List<String> values) {
    var names =
        values.stream()
            .filter(value -> !value.isEmpty() && Character.isLetter(value.charAt(0)))
            .filter(TlcColumn::isName);
    if (names.limit(LEAST_NAMES).count() < LEAST_NAMES) {
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
