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

/// Imports past trips in bulk by `COPY`. The statement that inserts a trip also marks it as
/// imported, so that no cycle can bill it at any moment. Each load is recorded in the same
/// transaction, so that an interrupted import resumes after the last committed load.
///
/// Not thread-safe: it uses one connection.
public final class TripImports {
  private static final String COLUMNS =
      TripColumn.ALL.stream().map(TripColumn::name).collect(joining(", "));

  /// Waits 5 seconds, because a killed process holds the lock until the server notices.
  private static final String LOCK =
      """
      set lock_timeout = '5s';
      select pg_advisory_lock(hashtext('farestream.history'));
      reset lock_timeout
      """;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String STAGE =
      "create temporary table if not exists staged_trip (%s) on commit delete rows"
          .formatted(
              TripColumn.ALL.stream()
                  .map(column -> column.name() + " " + column.type().sql())
                  .collect(joining(", ")));

  private static final String COPY =
      "copy staged_trip (%s) from stdin (format binary)".formatted(COLUMNS);

  private static final String WRITE =
      """
      with load as materialized (
        select nextval('trip_import_id_seq') as id
      ), written as (
        insert into trips (%1$s, trip_import)
        select %1$s, load.id from staged_trip cross join load
        on conflict on constraint a_trip_is_recorded_once do nothing
        returning id, total_amount
      )
      insert into trip_import (id, source, position, settled, trips, total, trip_ids)
      select load.id, ?, ?, ?, written.*
      from load cross join (
        select count(*), coalesce(sum(total_amount), 0), coalesce(array_agg(id order by id), '{}')
        from written) as written
      returning trips, total
      """
          .formatted(COLUMNS);

  private static final String LOADS =
      "select position, trips, total from trip_import where source = ?";

  private static final String OTHER_SOURCE =
      "select source from trip_import where starts_with(source, ?) and source <> ? limit 1";

  /// Writes nothing else in the transaction.
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

  /// Where a load starts in its source.
  ///
  /// @param source identifies the trips: equal whenever the same trips are imported again
  /// @param position that of the load's first trip in the source, from 0, counted in trips or
  ///     in another unit of the source
  /// @param settled whether the trips' drivers were paid elsewhere
  public record LoadStart(String source, long position, boolean settled) {}

  /// The result of a load.
  ///
  /// @param trips the number of inserted trips
  /// @param total the sum of their totals, in dollars
  public record Loaded(long trips, BigDecimal total) {}

  /// The caller's own writes at the end of a load's transaction.
  public interface Afterwards {
    void write(Connection connection) throws SQLException;
  }

  /// Takes the lock of imports, which is held until the connection is closed.
  ///
  /// @param connection used by this object alone from now on; auto-commit is turned off
  /// @return empty if another process is importing
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

  /// Returns the committed loads of a source by their [LoadStart#position()].
  public Map<Long, Loaded> loads(String source) throws SQLException {
    var loads = new HashMap<Long, Loaded>();
    try (var select = connection.prepareStatement(LOADS)) {
      select.setString(1, source);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          loads.put(rows.getLong(1), new Loaded(rows.getLong(2), rows.getBigDecimal(3)));
        }
      }
    }
    connection.commit();
    return loads;
  }

  /// Returns an imported source with the same prefix that isn't `source`; empty if there is none.
  public Optional<String> anotherOf(String prefix, String source) throws SQLException {
    try (var select = connection.prepareStatement(OTHER_SOURCE)) {
      select.setString(1, prefix);
      select.setString(2, source);
      try (var row = select.executeQuery()) {
        var another = row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
        connection.commit();
        return another;
      }
    }
  }

  /// Inserts a load in one transaction. Trips that already have a row are skipped.
  ///
  /// @param afterwards the caller's own writes in the transaction
  /// @throws SQLException if the database fails; the transaction is rolled back
  public Loaded load(LoadStart start, CopyRows trips, Afterwards afterwards) throws SQLException {
    try {
      if (!start.settled()) {
        waitForCycles();
      }
      trips.writeTo(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY));
      var loaded = write(start);
      afterwards.write(connection);
      connection.commit();
      return loaded;
    } catch (SQLException failure) {
      rollback(failure);
      throw failure;
    }
  }

  /// Takes the lock of billing before any trip is written, to avoid a deadlock: a cycle that is
  /// being closed holds this lock and waits for writers of trips, and the load's bills need it.
  private void waitForCycles() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtext('farestream.bill'))");
    }
  }

  private Loaded write(LoadStart start) throws SQLException {
    try (var write = connection.prepareStatement(WRITE)) {
      write.setString(1, start.source());
      write.setLong(2, start.position());
      write.setBoolean(3, start.settled());
      try (var row = write.executeQuery()) {
        row.next();
        return new Loaded(row.getLong(1), row.getBigDecimal(2));
      }
    }
  }

  /// Updates the planner's statistics; call it after many loads.
  public void analyze() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select analyze_imported_trips()");
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
