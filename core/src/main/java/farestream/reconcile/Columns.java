package farestream.reconcile;

import static java.util.stream.Collectors.joining;

import farestream.sink.TripColumn;
import java.util.List;
import java.util.Set;

/// Builds the parts of SQL statements that list the compared columns. They come from
/// [TripColumn#ALL], so that a new column of the ledger is compared automatically.
final class Columns {
  private static final Set<String> KEY = Set.of("rider_email", "trip_info");

  /// The text columns without personal data. The others are names, addresses and number plates.
  private static final Set<String> IMPERSONAL_TEXTS = Set.of("store_and_fwd_flag", "status");

  /// All columns except the key.
  static final List<TripColumn> DATA =
      TripColumn.ALL.stream().filter(column -> !KEY.contains(column.name())).toList();

  private Columns() {}

  /// Returns the template formatted for each column, separated by commas.
  ///
  /// @param each a template with `%1$s` for the column's name
  static String list(String each) {
    return DATA.stream().map(column -> each.formatted(column.name())).collect(joining(", "));
  }

  /// Returns a condition that all columns of two relations are equal, treating nulls as equal.
  static String same(String one, String other) {
    return "(%s) is not distinct from (%s)".formatted(list(one + ".%1$s"), list(other + ".%1$s"));
  }

  /// Returns an expression for a JSON object of the columns that differ, in column order. Each has
  /// both values, or none if the column is personal. The object is put together as text, which
  /// builds nothing for equal columns; nearly all are equal.
  static String differences(String item, String row) {
    return DATA.stream()
        .map(column -> difference(column, item + "." + column.name(), row + "." + column.name()))
        .collect(joining(",\n    ", "('{ ' || concat_ws(', ',\n    ", ") || ' }')::json"));
  }

  private static String difference(TripColumn column, String item, String row) {
    var sides =
        isPersonal(column)
            ? "'{}'"
            : "json_build_object('dynamodb', %s, 'postgresql', %s)".formatted(item, row);
    return "case when %s is distinct from %s then '\"%s\" : ' || %s end"
        .formatted(item, row, column.name(), sides);
  }

  /// Coordinates are personal, too: they show where a person was.
  private static boolean isPersonal(TripColumn column) {
    return (column.type() == TripColumn.Type.TEXT && !IMPERSONAL_TEXTS.contains(column.name()))
        || column.name().endsWith("itude");
  }
}
