package farestream.tlc;

import farestream.csv.CsvFile;
import farestream.csv.InputFile;
import java.util.List;

/// A file of TLC records of yellow or green cabs, of any month: separated values below a line of
/// column names, optionally gzipped. Columns are found by name. The file is streamed record by
/// record and can be read any number of times, each time with the same result.
///
/// @param clock the rule that converts the cabs' local times
public record TlcFile(CsvFile csv, LocalTimeRule clock, TlcHeader header) {

  /// The outcome of opening a file.
  public sealed interface Outcome {
    record Opened(TlcFile file) implements Outcome {}

    /// @param reason the message for the user, with the file's name
    record NotTlc(String reason) implements Outcome {}
  }

  /// Opens a file and reads its line of column names.
  ///
  /// @throws java.io.UncheckedIOException if reading fails
  public static Outcome open(InputFile input, LocalTimeRule clock) {
    return switch (CsvFile.open(input, TlcColumn::isName)) {
      case CsvFile.Outcome.Refused(var reason) -> notTlc(input, reason);
      case CsvFile.Outcome.Opened(var csv) ->
          switch (TlcHeader.read(csv.columns(), csv.separator())) {
            case TlcHeader.Outcome.Read(var header) ->
                new Outcome.Opened(new TlcFile(csv, clock, header));
            case TlcHeader.Outcome.NotTlc(var reason) -> notTlc(input, reason);
          };
    };
  }

  /// Returns the file's name as the user typed it.
  public String name() {
    return csv.input().name();
  }

  /// Returns the TLC's names of the columns that the file doesn't have. Their values are blank,
  /// their amounts zero; without a column for it, the cab type is green if a column's name begins
  /// with `lpep`, and otherwise yellow.
  public List<String> missing() {
    return header.missing();
  }

  TlcLines lines() {
    return new TlcLines(this, csv.records());
  }

  private static Outcome notTlc(InputFile input, String reason) {
    return new Outcome.NotTlc("%s contains no trip records: %s".formatted(input.name(), reason));
  }
}
