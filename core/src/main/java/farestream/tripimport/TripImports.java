package farestream.tripimport;

import static java.util.stream.Collectors.joining;

import farestream.sink.TripColumn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/// Writes trips of the past in bulk. A trip is marked with its load by the statement that writes
/// it, so that there is no moment at which a cycle could bill it, and the load is on record in the
/// same transaction: who is interrupted begins again behind the last one.
///
/// Not thread-safe: it works on one connection.
public final class TripImports {
  private static final String COLUMNS =
      TripColumn.ALL.stream().map(TripColumn::name).collect(joining(", "));

  /// Whose process was killed has it until the server sees that, which takes a moment.
  private static final String LOCK =
      """
      set lock_timeout = '5s';
      select pg_advisory_lock(hashtext('farestream.history'));
      reset lock_timeout
      """;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String STAGE =
      "create temporary table if not exists incoming_history (%s) on commit delete rows"
          .formatted(
              TripColumn.ALL.stream()
                  .map(column -> column.name() + " " + column.type().sql())
                  .collect(joining(", ")));

  private static final String COPY =
      "copy incoming_history (%s) from stdin (format binary)".formatted(COLUMNS);

  private static final String WRITE =
      """
      with load as materialized (
        select nextval('trip_import_id_seq') as id
      ), written as (
        insert into trips (%1$s, trip_import)
        select %1$s, load.id from incoming_history cross join load
        on conflict on constraint a_trip_is_recorded_once do nothing
        returning id, total_amount
      )
      insert into trip_import (id, source, place, settled, trips, total, trip_ids)
      select load.id, ?, ?, ?, written.*
      from load cross join (
        select count(*), coalesce(sum(total_amount), 0), coalesce(array_agg(id order by id), '{}')
        from written) as written
      returning trips, total
      """
          .formatted(COLUMNS);

  private static final String PLACES =
      "select place, trips, total from trip_import where source = ?";

  private static final String ANOTHER =
      "select source from trip_import where starts_with(source, ?) and source <> ? limit 1";

  /// Nothing else belongs into the transaction.
  public static final Afterwards ALONE = _ -> {};

  private final Connection connection;

  private TripImports(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(STAGE);
    }
    connection.commit();
  }

  /// Where trips come from and how far it has come.
  ///
  /// @param source the same for the same trips, whenever they come
  /// @param place of the first trip within it
  /// @param settled their drivers were paid elsewhere
  public record Place(String source, long place, boolean settled) {}

  /// What a load wrote.
  ///
  /// @param trips that had no row yet
  /// @param total what these come to
  public record Loaded(long trips, BigDecimal total) {}

  /// What else belongs into the transaction of a load.
  public interface Afterwards {
    void write(Connection connection) throws SQLException;
  }

  /// @param connection taken over; while it is open nobody else loads
  /// @return empty if somebody is at it
  public static Optional<TripImports> begin(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(LOCK);
    } catch (SQLException failure) {
      if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
        return Optional.empty();
      }
      throw failure;
    }
    return Optional.of(new TripImports(connection));
  }

  /// What is loaded of a source already, by its places.
  public Map<Long, Loaded> places(String source) throws SQLException {
    var places = new HashMap<Long, Loaded>();
    try (var select = connection.prepareStatement(PLACES)) {
      select.setString(1, source);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          places.put(rows.getLong(1), new Loaded(rows.getLong(2), rows.getBigDecimal(3)));
        }
      }
    }
    connection.commit();
    return places;
  }

  /// A source that begins alike and is another one.
  public Optional<String> anotherOf(String beginning, String than) throws SQLException {
    try (var select = connection.prepareStatement(ANOTHER)) {
      select.setString(1, beginning);
      select.setString(2, than);
      try (var row = select.executeQuery()) {
        var another = row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
        connection.commit();
        return another;
      }
    }
  }

  /// One transaction. A trip that has a row already is left as it is.
  ///
  /// @throws SQLException if it can't; then nothing of it is written
  public Loaded load(Place place, CopyRows trips, Afterwards afterwards) throws SQLException {
    try {
      if (!place.settled()) {
        waitForCycles();
      }
      trips.writeTo(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY));
      var loaded = write(place);
      afterwards.write(connection);
      connection.commit();
      return loaded;
    } catch (SQLException failure) {
      rollback(failure);
      throw failure;
    }
  }

  /// Its bills wait for a cycle that is being closed, which waits for whoever writes trips: so this
  /// comes first.
  private void waitForCycles() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtext('farestream.bill'))");
    }
  }

  private Loaded write(Place place) throws SQLException {
    try (var write = connection.prepareStatement(WRITE)) {
      write.setString(1, place.source());
      write.setLong(2, place.place());
      write.setBoolean(3, place.settled());
      try (var row = write.executeQuery()) {
        row.next();
        return new Loaded(row.getLong(1), row.getBigDecimal(2));
      }
    }
  }

  /// After many loads, so that the planner knows what is there now.
  public void analyze() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select history_has_come()");
    }
    connection.commit();
  }

  private void rollback(SQLException failure) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }
}
