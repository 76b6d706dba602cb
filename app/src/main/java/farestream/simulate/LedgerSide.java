package farestream.simulate;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What the ledger has of some trips, looked up by their keys, a batch in one statement.
final class LedgerSide {
  private static final String RECORDED =
      """
      select asked.number, trips.total_amount
      from unnest(?::text[], ?::text[]) with ordinality as asked (rider_email, trip_info, number)
        join trips using (rider_email, trip_info)
      """;

  private static final String QUARANTINED =
      """
      select distinct asked.number
      from unnest(?::text[], ?::text[]) with ordinality as asked (rider_email, trip_info, number)
        join quarantine using (rider_email, trip_info)
      """;

  private static final String READ_SO_FAR =
      "select coalesce(string_agg(sequence_number, ' ' order by shard_id), '')"
          + " from stream_checkpoint";

  private final Connection connection;

  LedgerSide(Connection connection) {
    this.connection = connection;
  }

  /// The total of each trip that has a row.
  Map<PlannedTrip, BigDecimal> recorded(List<PlannedTrip> trips) throws SQLException {
    var totals = new HashMap<PlannedTrip, BigDecimal>();
    try (var select = connection.prepareStatement(RECORDED)) {
      setKeys(select, trips);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          totals.put(trips.get(rows.getInt(1) - 1), rows.getBigDecimal(2));
        }
      }
    }
    return totals;
  }

  /// Those of which a record was set aside.
  Set<PlannedTrip> quarantined(List<PlannedTrip> trips) throws SQLException {
    var quarantined = new HashSet<PlannedTrip>();
    try (var select = connection.prepareStatement(QUARANTINED)) {
      setKeys(select, trips);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          quarantined.add(trips.get(rows.getInt(1) - 1));
        }
      }
    }
    return quarantined;
  }

  /// Changes whenever a reader of the stream gets on.
  String readSoFar() throws SQLException {
    try (var select = connection.prepareStatement(READ_SO_FAR);
        var row = select.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private void setKeys(java.sql.PreparedStatement statement, List<PlannedTrip> trips)
      throws SQLException {
    statement.setArray(1, texts(trips, trip -> trip.key().riderEmail()));
    statement.setArray(2, texts(trips, trip -> trip.key().tripInfo()));
  }

  private java.sql.Array texts(List<PlannedTrip> trips, Function<PlannedTrip, String> text)
      throws SQLException {
    var texts = new ArrayList<String>();
    trips.forEach(trip -> texts.add(text.apply(trip)));
    return connection.createArrayOf("text", texts.toArray());
  }
}
