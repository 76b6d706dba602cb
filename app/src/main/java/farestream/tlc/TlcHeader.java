package farestream.tlc;

import farestream.csv.QuotedText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A file's first line: which column stands where.
///
/// @param separator of the file's values
/// @param width how many columns there are, those of no use to us included
/// @param places where each column stands that the file has
/// @param green the file is one of green cabs, by the prefix `lpep_` of its times
record TlcHeader(char separator, int width, Map<TlcColumn, Integer> places, boolean green) {

  /// What reading it came to.
  sealed interface Outcome {
    record Read(TlcHeader header) implements Outcome {}

    record NotTlc(String reason) implements Outcome {}
  }

  static Outcome read(List<String> names, char separator) {
    var places = new EnumMap<TlcColumn, Integer>(TlcColumn.class);
    var green = false;
    for (var place = 0; place < names.size(); place++) {
      var name = names.get(place);
      var column = TlcColumn.called(name);
      if (column.isPresent() && places.putIfAbsent(column.get(), place) != null) {
        return new Outcome.NotTlc("it has two columns for " + column.get().published());
      }
      green |= name.strip().toLowerCase(Locale.ROOT).startsWith("lpep");
    }
    var lacking =
        TlcColumn.INDISPENSABLE.stream()
            .filter(column -> !places.containsKey(column))
            .map(TlcColumn::published)
            .toList();
    if (!lacking.isEmpty()) {
      return new Outcome.NotTlc(
          "its first line names no column %s, as the TLC's records of yellow and green cabs do; it begins: %s"
              .formatted(String.join(", ", lacking), QuotedText.of(String.join(",", names))));
    }
    return new Outcome.Read(new TlcHeader(separator, names.size(), places, green));
  }

  Optional<Integer> place(TlcColumn column) {
    return Optional.ofNullable(places.get(column));
  }

  /// The columns that the file hasn't, by the TLC's names. Either zones or coordinates will do.
  List<String> missing() {
    var missing = new ArrayList<String>();
    for (var column : TlcColumn.values()) {
      var told =
          places.containsKey(column)
              || (TlcColumn.ZONES.contains(column) && has(TlcColumn.COORDINATES))
              || (TlcColumn.COORDINATES.contains(column) && has(TlcColumn.ZONES));
      if (!told) {
        missing.add(column.published());
      }
    }
    return missing;
  }

  /// Whether it has the columns without which a total can't be explained.
  boolean tellsParts() {
    return has(TlcColumn.PARTS);
  }

  private boolean has(List<TlcColumn> columns) {
    return places.keySet().containsAll(columns);
  }
}
