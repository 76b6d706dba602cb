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

/// Looks trips up in the ledger by their keys, a batch per statement. Not thread-safe: it uses one
/// connection.
public final class LedgerSide {
  private static final String RECORDED =
      """
      select wanted.number, trips.total_amount
      from unnest(?::text[], ?::text[]) with ordinality as wanted (rider_email, trip_info, number)
        join trips using (rider_email, trip_info)
      """;

  private static final String QUARANTINED =
      """
      select distinct wanted.number
      from unnest(?::text[], ?::text[]) with ordinality as wanted (rider_email, trip_info, number)
        join quarantine using (rider_email, trip_info)
      """;

  private static final String CHECKPOINTS =
      "select coalesce(string_agg(sequence_number, ' ' order by shard_id), '')"
          + " from stream_checkpoint";

  private static final String FOLLOWED =
      """
      insert into trip_followed
      select trips.id, wanted.completed_at
      from unnest(?::text[], ?::text[], ?::timestamp[])
          as wanted (rider_email, trip_info, completed_at)
        join trips using (rider_email, trip_info)
      on conflict do nothing
      """;

  private final Connection connection;

  public LedgerSide(Connection connection) {
    this.connection = connection;
  }

  /// Stores the completion times of trips that have a row, from which reports compute latencies.
  ///
  /// @param completed the time of each completion, by the clock of the client that completed it
  public void insertFollowed(Map<TripKey, Instant> completed) throws SQLException {
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

  /// Returns the total of each trip that has a row, in dollars.
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

  /// Returns the trips that have a record in quarantine, resolved or not.
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

  /// Returns the checkpoints of all shards as one text, which changes whenever a reader of the
  /// stream makes progress.
  String checkpoints() throws SQLException {
    try (var select = connection.prepareStatement(CHECKPOINTS);
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
