package farestream.reconcile;

import static java.util.stream.Collectors.joining;

import farestream.sink.TripColumn;
import farestream.trip.CompletedTrip;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The columns that are compared, as parts of statements: a column that the ledger gets is compared
/// from that day on.
final class Columns {
  private static final Set<String> KEY = Set.of("rider_email", "trip_info");

  /// The texts that say nothing of a person; what else is free text is somebody's name, address or
  /// number plate.
  private static final Set<String> OF_NOBODY = Set.of("store_and_fwd_flag", "status");

  /// All but the key.
  static final List<TripColumn> DATA =
      TripColumn.ALL.stream().filter(column -> !KEY.contains(column.name())).toList();

  private Columns() {}

  /// @param each with `%1$s` for the name and `%2$s` for PostgreSQL's type
  static String list(String each) {
    return DATA.stream()
        .map(column -> each.formatted(column.name(), column.type().sql()))
        .collect(joining(", "));
  }

  /// A condition: the columns of one are those of the other, null where the other's are.
  static String same(String one, String other) {
    return "(%s) is not distinct from (%s)".formatted(list(one + ".%1$s"), list(other + ".%1$s"));
  }

  /// An expression: a JSON object of the columns that differ, in their order.
  static String differences(String item, String row) {
    return DATA.stream()
        .map(column -> difference(column, item + "." + column.name(), row + "." + column.name()))
        .collect(
            joining(
                ",\n    ",
                "(select json_object_agg(field.name, field.sides) from (values\n    ",
                ") as field (name, differs, sides) where differs)"));
  }

  private static String difference(TripColumn column, String item, String row) {
    var sides =
        isPersonal(column)
            ? "json_build_object()"
            : "json_build_object('dynamodb', %s, 'postgresql', %s)".formatted(item, row);
    return "('%s', %s is distinct from %s, %s)".formatted(column.name(), item, row, sides);
  }

  /// Where somebody was is as personal as who it was.
  private static boolean isPersonal(TripColumn column) {
    return (column.type() == TripColumn.Type.TEXT && !OF_NOBODY.contains(column.name()))
        || column.name().endsWith("itude");
  }

  /// One array per column.
  ///
  /// @param trip whose values; absent for nulls
  static <T> void set(
      PreparedStatement statement,
      int from,
      List<T> rows,
      Function<T, Optional<CompletedTrip>> trip)
      throws SQLException {
    var index = from;
    for (var column : DATA) {
      var values =
          rows.stream().map(row -> trip.apply(row).map(column.value()).orElse(null)).toArray();
      var array = statement.getConnection().createArrayOf(column.type().sql(), values);
      statement.setArray(index++, array);
    }
  }
}
