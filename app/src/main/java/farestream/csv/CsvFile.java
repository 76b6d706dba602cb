package farestream.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// A file of separated values with a header, optionally gzipped. Encoding, separator and line
/// endings are detected. It can be read any number of times, record by record, with the same
/// result.
public final class CsvFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// The line that Excel writes before the header to declare the separator.
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=(.)\"?[,;\\t]*");

  private static final int HEAD_BYTES = 4_096;
  private static final int BUFFER = 1 << 16;

  private final InputFile input;
  private final Charset encoding;
  private final SeparatedValues format;
  private final CsvRecord header;

  private CsvFile(InputFile input, Charset encoding, SeparatedValues format, CsvRecord header) {
    this.input = input;
    this.encoding = encoding;
    this.format = format;
    this.header = header;
  }

  /// The result of opening.
  public sealed interface Outcome {
    record Opened(CsvFile file) implements Outcome {}

    /// @param reason what the file is instead and what to do, without the file's name
    record Refused(String reason) implements Outcome {}
  }

  /// @param isColumn whether a name is that of a known column; used to detect the separator
  /// @throws UncheckedIOException if reading fails
  public static Outcome open(InputFile input, Predicate<String> isColumn) {
    return open(input, isColumn, Optional.empty());
  }

  /// @param requested the encoding, if the user specified it
  public static Outcome open(
      InputFile input, Predicate<String> isColumn, Optional<Charset> requested) {
    try {
      var head = head(input);
      if (head.length == 0) {
        return new Outcome.Refused("it is empty");
      }
      var kind = FileKind.of(head);
      if (kind.isPresent()) {
        return new Outcome.Refused(kind.get().refusal());
      }
      var encoding = requested.orElseGet(() -> TextEncoding.of(head));
      try (var lines = lines(input, encoding)) {
        return header(input, encoding, lines, isColumn);
      }
    } catch (IOException failure) {
      if (DamagedFile.is(failure)) {
        return new Outcome.Refused(
            "it is truncated or corrupt (%s); download it again".formatted(failure.getMessage()));
      }
      throw new UncheckedIOException(
          new IOException("%s can't be read: %s".formatted(input.name(), failure.getMessage())));
    }
  }

  private static Outcome header(
      InputFile input, Charset encoding, Lines lines, Predicate<String> isColumn) {
    var first = firstLine(lines);
    if (first.isEmpty()) {
      return new Outcome.Refused("it is empty");
    }
    var declared = SEPARATOR.matcher(first.get().text());
    var format = Optional.<SeparatedValues>empty();
    if (declared.matches()) {
      format = Optional.of(new SeparatedValues(declared.group(1).charAt(0)));
      first = firstLine(lines);
    }
    var names = first.orElse(new Lines.Line(0, "", false));
    var kind = FileKind.ofText(names.text());
    if (kind.isPresent()) {
      return new Outcome.Refused(kind.get().refusal());
    }
    var separated = format.orElseGet(() -> SeparatedValues.of(names.text(), isColumn));
    // Not closed, because the caller owns the lines.
    var header = new CsvRecords(lines.from(names), separated, 0).next();
    return header.isPresent() && header.get().fault().isEmpty()
        ? new Outcome.Opened(new CsvFile(input, encoding, separated, header.get()))
        : new Outcome.Refused("its first line is not a header of column names");
  }

  private static Optional<Lines.Line> firstLine(Lines lines) {
    var line = lines.next();
    while (line.isPresent() && line.get().text().replace(BYTE_ORDER_MARK, "").isBlank()) {
      line = lines.next();
    }
    return line.map(
        first ->
            first.text().startsWith(BYTE_ORDER_MARK)
                ? new Lines.Line(first.number(), first.text().substring(1), first.cut())
                : first);
  }

  /// Returns the underlying file.
  public InputFile input() {
    return input;
  }

  /// Returns the names of the columns, in order.
  public List<String> columns() {
    return header.values();
  }

  /// Returns the encoding in which the file is read.
  Charset encoding() {
    return encoding;
  }

  /// Returns the header as a record.
  CsvRecord header() {
    return header;
  }

  /// Returns the header as it is written in the file.
  public String headerText() {
    return header.text();
  }

  public char separator() {
    return format.separator();
  }

  /// Returns the records after the header, from the first.
  public CsvRecords records() {
    try {
      var lines = lines(input, encoding);
      var last = header.line() + header.text().chars().filter(at -> at == '\n').count();
      for (var line = 0L; line < last; line++) {
        var _ = lines.next();
      }
      return new CsvRecords(lines, format, header.values().size());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Lines lines(InputFile input, Charset encoding) throws IOException {
    return new Lines(input.name(), new InputStreamReader(content(input), encoding));
  }

  private static byte[] head(InputFile input) throws IOException {
    try (var bytes = content(input)) {
      return bytes.readNBytes(HEAD_BYTES);
    }
  }

  private static InputStream content(InputFile input) throws IOException {
    var bytes = new BufferedInputStream(Files.newInputStream(input.path()), BUFFER);
    bytes.mark(2);
    var gzipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    try {
      return gzipped ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
    } catch (IOException failure) {
      bytes.close();
      throw failure;
    }
  }
}
