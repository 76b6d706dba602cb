package farestream.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.failure.Refusal;
import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The records of a file as values by column name. Columns are in any order and other columns are
/// ignored. Names are compared by their letters and digits, ignoring case. A file that isn't in its
/// encoding is refused as a whole, because its other records may be misread, too.
public final class NamedRecords implements Closeable {
  /// The character to which bytes are decoded that are invalid in the encoding. A program that read
  /// the file in a wrong encoding before may have written it, too.
  private static final char UNREADABLE = '\uFFFD';

  private final CsvFile file;
  private final Map<String, Integer> positions;
  private final CsvRecords records;

  /// A record of a file.
  ///
  /// @param line its first line, counted from 1
  /// @param values those that aren't blank, without blanks around them, by column
  /// @param fault why it can't be used; absent if it can
  public record NamedRecord(long line, Map<String, String> values, Optional<String> fault) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("([1-9][0-9]{0,17})(?:\\.0+)?");

    public Optional<String> value(String column) {
      return Optional.ofNullable(values.get(column));
    }

    /// Returns a whole number above 0, also as spreadsheets write it: `5.0`. Empty if it isn't one.
    public Optional<Long> number(String column) {
      return value(column)
          .map(WHOLE_NUMBER::matcher)
          .filter(Matcher::matches)
          .map(number -> Long.valueOf(number.group(1)));
    }
  }

  /// The result of opening.
  public sealed interface Outcome {
    record Opened(NamedRecords records) implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  private NamedRecords(CsvFile file, Map<String, Integer> positions) {
    this.file = file;
    this.positions = positions;
    this.records = file.records();
  }

  /// @param columns the name of each column by its plain names, which [#plain] returns
  /// @param required names of columns that the file must have
  public static Outcome open(CsvFile file, Map<String, String> columns, List<String> required) {
    var unreadable = unreadable(file, file.header());
    if (unreadable.isPresent()) {
      return new Outcome.Refused(unreadable.get());
    }
    var positions = new HashMap<String, Integer>();
    for (var position = 0; position < file.columns().size(); position++) {
      var name = columns.get(plain(file.columns().get(position)));
      if (name != null && positions.put(name, position) != null) {
        return new Outcome.Refused("the header has the column %s twice".formatted(name));
      }
    }
    var missing = required.stream().filter(name -> !positions.containsKey(name)).toList();
    return missing.isEmpty()
        ? new Outcome.Opened(new NamedRecords(file, positions))
        : new Outcome.Refused(
            "the header must be %s; missing: %s"
                .formatted(String.join(",", required), String.join(", ", missing)));
  }

  /// Returns a column's name in canonical form: its letters and digits in lower case, so that
  /// `driver_id` and `Driver ID` are the same.
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /// Whether the file has the column.
  public boolean has(String column) {
    return positions.containsKey(column);
  }

  /// Returns the next record that isn't blank; absent at the end.
  ///
  /// @throws Refusal if it has bytes that are invalid in the file's encoding
  public Optional<NamedRecord> next() {
    var record = records.next();
    while (record.filter(NamedRecords::isBlank).isPresent()) {
      record = records.next();
    }
    return record.map(this::named);
  }

  /// Whether the row is blank: spreadsheets write such rows for cells that were cleared.
  private static boolean isBlank(CsvRecord record) {
    return record.fault().isEmpty() && record.values().stream().allMatch(String::isBlank);
  }

  private NamedRecord named(CsvRecord record) {
    unreadable(file, record)
        .ifPresent(
            reason -> {
              throw new Refusal(
                  "nothing was imported: %s: %s".formatted(file.input().name(), reason));
            });
    var fault = record.fault().or(() -> fault(record));
    var values = new HashMap<String, String>();
    if (fault.isEmpty()) {
      positions.forEach(
          (name, position) -> {
            var text = record.values().get(position);
            if (!text.isBlank()) {
              values.put(name, text.strip());
            }
          });
    }
    return new NamedRecord(record.line(), values, fault);
  }

  /// Returns why a record can't be read in the file's encoding; absent if it can.
  private static Optional<String> unreadable(CsvFile file, CsvRecord record) {
    var position = record.text().indexOf(UNREADABLE);
    if (position < 0) {
      return Optional.empty();
    }
    // A quoted value may continue on further lines.
    var line =
        record.line()
            + record.text().substring(0, position).chars().filter(at -> at == '\n').count();
    return Optional.of(
        "line %d has bytes that are invalid in %s, or U+FFFD in place of a character: %s"
            .formatted(
                line,
                file.encoding().name(),
                file.encoding().equals(UTF_8)
                    ? "save the file as CSV UTF-8, or name its encoding, such as --encoding"
                        + " windows-1252"
                    : "name the file's encoding with --encoding, or save it as CSV UTF-8 and leave"
                        + " --encoding out"));
  }

  private Optional<String> fault(CsvRecord record) {
    var width = file.columns().size();
    var values = record.values();
    if (values.size() < width || !values.stream().skip(width).allMatch(String::isBlank)) {
      return Optional.of(
          "it has %d values but the header has %d columns".formatted(values.size(), width));
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    records.close();
  }
}
