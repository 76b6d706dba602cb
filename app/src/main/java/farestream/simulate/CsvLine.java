package farestream.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/// One line of CSV as its values.
final class CsvLine {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

  private CsvLine() {}

  /// Absent if its quotes aren't balanced.
  static Optional<List<String>> values(String line) {
    try (var parser = CSVParser.parse(line, FORMAT)) {
      return parser.stream().findFirst().map(record -> record.toList());
    } catch (IOException | UncheckedIOException unbalanced) {
      return Optional.empty();
    }
  }
}
