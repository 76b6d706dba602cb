package farestream.tlc;

import farestream.csv.CsvFile;
import farestream.csv.InputFile;
import java.util.List;

/// A file of the TLC's yellow or green cabs, of any month: separated values with a line of column
/// names, also gzipped. Read by the names of its columns and record by record, as often as one
/// likes and the same each time.
///
/// @param clock of the cabs, by which times are read
public record TlcFile(CsvFile csv, LocalTimeRule clock, TlcHeader header) {

  /// What opening a file came to.
  public sealed interface Outcome {
    record Opened(TlcFile file) implements Outcome {}

    /// @param reason with the file's name, and what to do where there is something
    record NotTlc(String reason) implements Outcome {}
  }

  /// @throws java.io.UncheckedIOException if the disk fails
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

  /// As the user named it.
  public String name() {
    return csv.input().name();
  }

  /// The columns that the file hasn't, by the TLC's names; what they would say is taken as blank,
  /// amounts as zero, cabs as yellow unless the columns' names are those of green ones.
  public List<String> missing() {
    return header.missing();
  }

  TlcLines lines() {
    return new TlcLines(this, csv.records());
  }

  private static Outcome notTlc(InputFile input, String reason) {
    return new Outcome.NotTlc("%s holds no trip records: %s".formatted(input.name(), reason));
  }
}
