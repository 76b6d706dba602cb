package farestream.tripimport;

import static java.util.stream.Collectors.joining;

import farestream.sink.TripColumn;
import farestream.trip.CompletedTrip;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The loads that aren't recorded as sent to DynamoDB. Their trips are read back from PostgreSQL,
/// so that any process can finish them without the original source. Not thread-safe: it uses one
/// connection.
public final class UnsentImports {
  private static final String LOADS =
      """
      select id, trips from trip_import
      where not exists (select from trip_import_sent where load_id = trip_import.id)
      order by id
      """;

  private static final String TRIPS =
      "select %s from trips where id = any ((select trip_ids from trip_import where id = ?)::bigint[])"
              .formatted(TripColumn.ALL.stream().map(TripColumn::name).collect(joining(", ")))
          + " order by id";

  private static final String SENT =
      "insert into trip_import_sent (load_id) values (?) on conflict do nothing";

  private final Connection connection;

  /// @param connection in any auto-commit mode; each method runs in its own transaction
  public UnsentImports(Connection connection) {
    this.connection = connection;
  }

  /// A load.
  ///
  /// @param trips the number of trips inserted by it
  public record Load(long id, int trips) {}

  /// Returns the unsent loads in the order in which they were loaded.
  public List<Load> loads() throws SQLException {
    var loads = new ArrayList<Load>();
    try (var select = connection.prepareStatement(LOADS);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        loads.add(new Load(rows.getLong(1), rows.getInt(2)));
      }
    }
    commit();
    return loads;
  }

  public List<CompletedTrip> trips(Load load) throws SQLException {
    var trips = new ArrayList<CompletedTrip>(load.trips());
    try (var select = connection.prepareStatement(TRIPS)) {
      select.setLong(1, load.id());
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          trips.add(RecordedTrip.of(rows));
        }
      }
    }
    commit();
    return trips;
  }

  /// Records that DynamoDB has all items of the load.
  public void sent(Load load) throws SQLException {
    try (var insert = connection.prepareStatement(SENT)) {
      insert.setLong(1, load.id());
      insert.executeUpdate();
    }
    commit();
  }

  private void commit() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }
}
