package farestream.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/// Splits records into values at a separator.
record SeparatedValues(char separator) {
  private static final char QUOTE = '"';

  /// The candidates, most common first.
  private static final List<Character> SEPARATORS =
      List.of(',', ';', '\t', '|', '\u0001', '^', '~');

  /// Detects the separator: the one with which the header contains the most known columns.
  static SeparatedValues of(String header, Predicate<String> isColumn) {
    var best = new SeparatedValues(SEPARATORS.getFirst());
    var most = 0L;
    for (var separator : SEPARATORS) {
      var values = new SeparatedValues(separator);
      var names = values.read(header).orElse(List.of());
      var known = names.stream().filter(isColumn).count();
      if (known > most) {
        most = known;
        best = values;
      }
    }
    return best;
  }

  /// Returns the values of one record, stripped. Absent if its quotes aren't balanced.
  Optional<List<String>> read(String text) {
    return text.indexOf(QUOTE) < 0 ? Optional.of(split(text)) : parse(text);
  }

  /// Splits a record without quotes, as most are.
  private List<String> split(String text) {
    var values = new ArrayList<String>();
    var from = 0;
    for (var end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, from)) {
      values.add(text.substring(from, end).strip());
      from = end + 1;
    }
    values.add(text.substring(from).strip());
    return values;
  }

  private Optional<List<String>> parse(String text) {
    var format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator)
            // Otherwise tabs would count as blanks and be ignored.
            .setIgnoreSurroundingSpaces(separator != '\t')
            .get();
    try (var parser = CSVParser.parse(text, format)) {
      return parser.stream().findFirst().map(record -> record.stream().map(String::strip).toList());
    } catch (IOException | UncheckedIOException unbalanced) {
      return Optional.empty();
    }
  }

  /// Returns whether the number of quotes is even.
  static boolean isBalanced(String text) {
    return text.chars().filter(character -> character == QUOTE).count() % 2 == 0;
  }
}
