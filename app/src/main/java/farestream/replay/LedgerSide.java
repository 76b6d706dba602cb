package farestream.replay;

import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What the ledger has of some trips, looked up by their keys, a batch in one statement.
public final class LedgerSide {
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

  private static final String FOLLOWED =
      """
      insert into trip_followed
      select trips.id, asked.completed_at
      from unnest(?::text[], ?::text[], ?::timestamp[])
          as asked (rider_email, trip_info, completed_at)
        join trips using (rider_email, trip_info)
      on conflict do nothing
      """;

  private final Connection connection;

  public LedgerSide(Connection connection) {
    this.connection = connection;
  }

  /// Notes of trips that have a row when they were completed, for reports.
  ///
  /// @param completed by the clock of whoever completed them
  public void followed(Map<TripKey, Instant> completed) throws SQLException {
    var trips = List.copyOf(completed.keySet());
    try (var insert = connection.prepareStatement(FOLLOWED)) {
      setKeys(insert, trips);
      insert.setArray(
          3,
          connection.createArrayOf(
              "timestamp",
              trips.stream()
                  .map(trip -> LocalDateTime.ofInstant(completed.get(trip), ZoneOffset.UTC))
                  .toArray()));
      insert.executeUpdate();
    }
  }

  /// The total of each trip that has a row.
  public Map<TripKey, BigDecimal> recorded(List<TripKey> trips) throws SQLException {
    var totals = new HashMap<TripKey, BigDecimal>();
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

  /// Those of which a record was quarantined.
  Set<TripKey> quarantined(List<TripKey> trips) throws SQLException {
    var quarantined = new HashSet<TripKey>();
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

  private void setKeys(PreparedStatement statement, List<TripKey> trips) throws SQLException {
    statement.setArray(1, texts(trips, TripKey::riderEmail));
    statement.setArray(2, texts(trips, TripKey::tripInfo));
  }

  private Array texts(List<TripKey> trips, Function<TripKey, String> text) throws SQLException {
    var texts = new ArrayList<String>();
    trips.forEach(trip -> texts.add(text.apply(trip)));
    return connection.createArrayOf("text", texts.toArray());
  }
}
