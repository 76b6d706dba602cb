package farestream.tlc;

import farestream.csv.QuotedText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The positions of a file's columns, from its first line.
///
/// @param separator the separator of the file's values
/// @param width the number of columns, including those that aren't used
/// @param positions the position of each known column, from 0
/// @param green whether the file is one of green cabs, i.e. a column has the prefix `lpep`
record TlcHeader(char separator, int width, Map<TlcColumn, Integer> positions, boolean green) {

  /// The outcome of reading the line of column names.
  sealed interface Outcome {
    record Read(TlcHeader header) implements Outcome {}

    record NotTlc(String reason) implements Outcome {}
  }

  static Outcome read(List<String> names, char separator) {
    var positions = new EnumMap<TlcColumn, Integer>(TlcColumn.class);
    var green = false;
    for (var position = 0; position < names.size(); position++) {
      var name = names.get(position);
      var column = TlcColumn.named(name);
      if (column.isPresent() && positions.putIfAbsent(column.get(), position) != null) {
        return new Outcome.NotTlc("it has two columns for " + column.get().published());
      }
      green |= name.strip().toLowerCase(Locale.ROOT).startsWith("lpep");
    }
    var missing =
        TlcColumn.REQUIRED.stream()
            .filter(column -> !positions.containsKey(column))
            .map(TlcColumn::published)
            .toList();
    if (!missing.isEmpty()) {
      return new Outcome.NotTlc(
          "its first line has no column %s, unlike the TLC's records of yellow and green cabs; it begins with: %s"
              .formatted(String.join(", ", missing), QuotedText.of(String.join(",", names))));
    }
    return new Outcome.Read(new TlcHeader(separator, names.size(), positions, green));
  }

  /// Returns a column's position, from 0; absent if the file doesn't have the column.
  Optional<Integer> position(TlcColumn column) {
    return Optional.ofNullable(positions.get(column));
  }

  /// Returns the TLC's names of the columns that the file doesn't have. Of zones and coordinates
  /// one is enough.
  List<String> missing() {
    var missing = new ArrayList<String>();
    for (var column : TlcColumn.values()) {
      var hasColumnOrEquivalent =
          positions.containsKey(column)
              || (TlcColumn.ZONES.contains(column) && has(TlcColumn.COORDINATES))
              || (TlcColumn.COORDINATES.contains(column) && has(TlcColumn.ZONES));
      if (!hasColumnOrEquivalent) {
        missing.add(column.published());
      }
    }
    return missing;
  }

  /// Returns whether the file has the columns of [TlcColumn#PARTS], without which the parts of a
  /// total can't be checked.
  boolean hasParts() {
    return has(TlcColumn.PARTS);
  }

  private boolean has(List<TlcColumn> columns) {
    return positions.keySet().containsAll(columns);
  }
}
