package farestream.bench.sink;

import static java.util.stream.Collectors.joining;

import farestream.sink.TripColumn;
import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import farestream.trip.CompletedTrip;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The decoding, columns and one-row statements that the other sinks share.
final class TripSql {
  static final String COLUMNS =
      TripColumn.ALL.stream().map(TripColumn::name).collect(joining(", ")) + ", sequence_number";

  private TripSql() {}

  static String insert(String table) {
    return "insert into %s (%s) values (%s?)"
        .formatted(table, COLUMNS, "?, ".repeat(TripColumn.ALL.size()));
  }

  /// Returns an idempotent upsert like Farestream's: a later record amends the row, an older one
  /// changes nothing.
  static String upsert(String table) {
    return insert(table)
        + " on conflict (rider_email, trip_info) do update set "
        + TripColumn.ALL.stream()
            .map(column -> column.name() + " = excluded." + column.name())
            .collect(joining(", "))
        + ", sequence_number = excluded.sequence_number where "
        + table
        + ".sequence_number < excluded.sequence_number";
  }

  static CompletedTrip trip(TripChange change) {
    return switch (TripDecoder.decide(change)) {
      case Decision.Recording(var trip, _) -> trip;
      case Decision.Rejection(var reason) -> throw new IllegalArgumentException(reason);
      case Decision.Removal _, Decision.Ignored _ -> throw new IllegalArgumentException("no trip");
    };
  }

  static void bind(PreparedStatement statement, TripChange change) throws SQLException {
    var trip = trip(change);
    var index = 1;
    for (var column : TripColumn.ALL) {
      statement.setObject(index++, column.value().apply(trip));
    }
    statement.setBigDecimal(index, new BigDecimal(change.sequenceNumber()));
  }
}
