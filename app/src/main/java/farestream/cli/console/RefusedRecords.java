package farestream.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.csv.CsvFile;
import farestream.document.AtomicFile;
import farestream.failure.Refusal;
import farestream.local.DiskFault;
import farestream.tlc.RefusedRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes invalid records unchanged to a file with the same columns, preceded by a column with
/// line and reason, so that they can be corrected and read again. The file is readable by its
/// owner only and appears atomically.
public final class RefusedRecords implements Consumer<RefusedRecord>, AutoCloseable {
  private final Optional<Written> written;
  private final char separator;

  private record Written(AtomicFile file, Writer text) {}

  private RefusedRecords(Optional<Written> written, char separator) {
    this.written = written;
    this.separator = separator;
  }

  /// @param path the file; absent if the records aren't collected
  /// @throws Refusal if the file can't be written
  static RefusedRecords of(Optional<Path> path, CsvFile file) {
    var separator = file.separator();
    try {
      var written = Optional.<Written>empty();
      if (path.isPresent()) {
        var whole = AtomicFile.create(path.get());
        written =
            Optional.of(
                new Written(whole, new BufferedWriter(new OutputStreamWriter(whole.out(), UTF_8))));
      }
      var records = new RefusedRecords(written, separator);
      records.write("refused" + separator + file.headerText());
      return records;
    } catch (IOException failure) {
      throw new Refusal("could not write the refused records: " + DiskFault.of(failure));
    }
  }

  @Override
  public void accept(RefusedRecord refusal) {
    write(refusal.line(), refusal.reason(), refusal.text());
  }

  /// @param text the record as it stands in the file
  public void write(long line, String reason, String text) {
    var first = "line %d: %s".formatted(line, reason).replace("\"", "\"\"");
    write("\"%s\"%s%s".formatted(first, separator, text));
  }

  private void write(String line) {
    if (written.isPresent()) {
      try {
        written.get().text().write(line + "\n");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /// Renames the complete file to its final name.
  public void finish() {
    if (written.isPresent()) {
      try {
        written.get().text().flush();
        written.get().file().finish();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @Override
  public void close() {
    if (written.isPresent()) {
      try {
        written.get().file().close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
