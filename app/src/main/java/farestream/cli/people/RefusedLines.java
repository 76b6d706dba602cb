package farestream.cli.people;

import farestream.cli.console.RefusedOption;
import farestream.cli.console.RefusedRecords;
import farestream.csv.CsvFile;
import farestream.csv.CsvRecord;
import farestream.csv.CsvRecords;
import farestream.people.PeopleImport.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the first refused lines of an import for its report, and writes all of them to the file
/// of `--refused`, as they stand in the input, which is read a second time for that.
final class RefusedLines implements Consumer<Refused>, AutoCloseable {
  private static final int MAX_REPORTED = 5;

  private final List<Refused> first = new ArrayList<>();
  private final RefusedRecords file;
  private final Optional<CsvRecords> input;

  RefusedLines(CsvFile csv, RefusedOption option) {
    this.file = option.records(csv);
    this.input = option.path().map(_ -> csv.records());
  }

  @Override
  public void accept(Refused refused) {
    if (first.size() < MAX_REPORTED) {
      first.add(refused);
    }
    input
        .flatMap(records -> at(records, refused.line()))
        .ifPresent(record -> file.write(record.line(), refused.reason(), record.text()));
  }

  private static Optional<CsvRecord> at(CsvRecords records, long line) {
    var record = records.next();
    while (record.isPresent() && record.get().line() < line) {
      record = records.next();
    }
    return record;
  }

  /// Returns the first refused lines, at most five.
  List<Refused> first() {
    return first;
  }

  void finish() {
    file.finish();
  }

  @Override
  public void close() {
    input.ifPresent(CsvRecords::close);
    file.close();
  }
}
