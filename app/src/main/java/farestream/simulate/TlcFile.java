package farestream.simulate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A CSV file of the TLC's yellow or green cabs, of any month, also gzipped. Read by the names of
/// its columns and line by line, as often as one likes and the same each time.
///
/// @param zone of the records' local times
public record TlcFile(Path path, ZoneId zone, TlcHeader header) {

  /// What opening a file came to.
  public sealed interface Outcome {
    record Opened(TlcFile file) implements Outcome {}

    /// @param reason with the file's name, and what to do where there is something
    record NotTlc(String reason) implements Outcome {}
  }

  /// @throws UncheckedIOException if the disk fails
  public static Outcome open(Path path, ZoneId zone) {
    if (!Files.isRegularFile(path)) {
      return new Outcome.NotTlc(
          Files.isDirectory(path)
              ? path + " is a folder"
              : Files.exists(path) ? path + " is no file" : "there is no file " + path);
    }
    if (!Files.isReadable(path)) {
      return new Outcome.NotTlc(path + " may not be read");
    }
    try (var lines = new Lines(path.toString(), reader(path))) {
      var kind = new String(beginning(path), StandardCharsets.ISO_8859_1);
      if (kind.startsWith("PAR1")) {
        return notTlc(path, "it is a Parquet file: convert it to CSV first");
      }
      if (kind.startsWith("PK")) {
        return notTlc(path, "it is a zip archive: unzip it first");
      }
      var first = firstLine(lines);
      if (first.isEmpty()) {
        return notTlc(path, "it is empty");
      }
      var names = CsvLine.values(first.get().text());
      if (first.get().cut() || names.isEmpty()) {
        return notTlc(path, "its first line isn't one of column names");
      }
      return switch (TlcHeader.read(names.get())) {
        case TlcHeader.Outcome.Read(var header) ->
            new Outcome.Opened(new TlcFile(path, zone, header));
        case TlcHeader.Outcome.NotTlc(var reason) -> notTlc(path, reason);
      };
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The columns that the file hasn't, by the TLC's names; what they would say is taken as blank,
  /// amounts as zero, cabs as yellow unless the columns' names are those of green ones.
  public List<String> missing() {
    return header.missing();
  }

  TlcLines lines() {
    try {
      var lines = new Lines(path.toString(), reader(path));
      firstLine(lines);
      return new TlcLines(this, lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<Lines.Line> firstLine(Lines lines) {
    var line = lines.next();
    while (line.isPresent() && line.get().text().isBlank()) {
      line = lines.next();
    }
    return line.map(
        first ->
            first.text().startsWith("\uFEFF")
                ? new Lines.Line(first.number(), first.text().substring(1), first.cut())
                : first);
  }

  private static InputStreamReader reader(Path path) throws IOException {
    return new InputStreamReader(content(path), StandardCharsets.UTF_8);
  }

  private static InputStream content(Path path) throws IOException {
    var beginning = beginning(path);
    var gzipped = beginning.length > 1 && beginning[0] == 0x1f && beginning[1] == (byte) 0x8b;
    var bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    return gzipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }

  private static byte[] beginning(Path path) throws IOException {
    try (var bytes = Files.newInputStream(path)) {
      return bytes.readNBytes(4);
    }
  }

  private static Outcome notTlc(Path path, String reason) {
    return new Outcome.NotTlc("%s holds no trip records: %s".formatted(path, reason));
  }
}
