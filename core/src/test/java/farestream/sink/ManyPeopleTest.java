package farestream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.TestDatabase;
import farestream.stream.LabTrip;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The cost of a batch must not depend on the number of riders and drivers: they are found by index
/// scans, never by sequential scans.
@Tag("integration")
class ManyPeopleTest {
  private static final int PEOPLE = 2_000;
  private static final int BACKLOG = 1_000;

  private final TestDatabase database = TestDatabase.fresh();
  private final Map<String, Long> before = new HashMap<>();
  private Connection connection;
  private int trips;

  ManyPeopleTest() throws SQLException {
    this.connection = database.commands().getConnection();
  }

  @BeforeEach
  void register() throws SQLException {
    owner("insert into riders (rider_id) select generate_series(1, %d)".formatted(PEOPLE));
    owner("insert into drivers (driver_id) select generate_series(1, %d)".formatted(PEOPLE));
    owner("analyze riders, drivers");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void no_batch_after_a_backlog_scans_all_people() throws SQLException {
    assertNoBatchScansAllPeople();
  }

  private void assertNoBatchScansAllPeople() throws SQLException {
    var ledger = new Ledger(connection);
    apply(ledger, changes(BACKLOG));
    for (var batch = 0; batch < 20; batch++) {
      apply(ledger, changes(10));
    }
    apply(ledger, changes(BACKLOG));
    assertIndexScans(2 * BACKLOG + 200);
  }

  @Test
  void no_batch_of_the_functions_role_scans_all_people() throws SQLException {
    connection.close();
    connection = database.stream().getConnection();
    assertNoBatchScansAllPeople();
  }

  @Test
  void no_redelivery_scans_all_people_or_all_trips() throws SQLException {
    var ledger = new Ledger(connection);
    var first = changes(BACKLOG);
    apply(ledger, first);
    var scans = scans("trips");
    apply(ledger, first);
    apply(ledger, changes(BACKLOG));
    for (var batch = 0; batch < 20; batch++) {
      apply(ledger, first.subList(0, 10));
    }
    assertThat(scans("trips")).isEqualTo(scans);
    assertIndexScans(3 * BACKLOG + 200);
  }

  @Test
  void a_session_that_began_with_few_people_uses_the_index_for_many() throws SQLException {
    owner("delete from riders where rider_id between 3 and %d".formatted(PEOPLE));
    owner("delete from drivers where driver_id between 3 and %d".formatted(PEOPLE));
    owner("analyze riders, drivers");
    var ledger = new Ledger(connection);
    for (var batch = 0; batch < 10; batch++) {
      apply(ledger, List.of(change(1), change(2)));
    }
    owner("insert into riders (rider_id) select generate_series(3, %d)".formatted(PEOPLE));
    owner("insert into drivers (driver_id) select generate_series(3, %d)".formatted(PEOPLE));
    apply(ledger, changes(BACKLOG));
    assertIndexScans(BACKLOG);
  }

  @Test
  void a_manual_insert_of_many_trips_does_not_scan_people() throws SQLException {
    for (var rows : new int[] {BACKLOG, 10, 10, BACKLOG}) {
      try (var statement = connection.createStatement()) {
        statement.execute(
            """
        insert into trips (rider_id, driver_id, rider_email, trip_info, status, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, total_amount)
        select 1 + number, 1 + number, 'r@example.com', 'manual ' || number || '-%d', 'Completed',
          '2026-11-01', '2026-11-01', 1, 0, 0, 0, 0, 0, 1
        from generate_series(1, %d) as number
        """
                .formatted(++trips, rows));
      }
    }
    assertIndexScans(2 * BACKLOG + 20);
  }

  private void assertIndexScans(int atLeast) throws SQLException {
    for (var table : new String[] {"riders", "drivers"}) {
      assertThat(scans(table)).as("sequential scans of " + table).isZero();
      assertThat(since("idx_scan " + table))
          .as("index scans of " + table)
          .isGreaterThanOrEqualTo(atLeast);
    }
  }

  private List<TripChange> changes(int count) {
    return IntStream.range(0, count).mapToObj(number -> change(1 + number % PEOPLE)).toList();
  }

  private TripChange change(long person) {
    var number = ++trips;
    return LabTrip.completed("t" + number)
        .number("RIDER_ID", Long.toString(person))
        .number("DRIVER_ID", Long.toString(person))
        .change(number);
  }

  private static void apply(Ledger ledger, List<TripChange> changes) {
    var outcome = ledger.apply(new Batch("arn:lab", changes, Optional.empty()));
    assertThat(outcome).isInstanceOf(BatchOutcome.Committed.class);
    assertThat(((BatchOutcome.Committed) outcome).rejected()).isEmpty();
  }

  private long scans(String table) throws SQLException {
    return since("seq_scan " + table);
  }

  /// Returns the increase of a statistic since the owner's last statement.
  private long since(String figure) throws SQLException {
    return total(figure) - before.getOrDefault(figure, 0L);
  }

  /// Returns a statistic. The session is forced to flush its statistics, which it otherwise does
  /// with a delay.
  private long total(String figure) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_stat_force_next_flush()");
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement();
        var row =
            statement.executeQuery(
                "select %s from pg_stat_user_tables where relname = '%s'"
                    .formatted((Object[]) figure.split(" ", -1)))) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Runs a statement as the owner and excludes its scans from the statistics.
  private void owner(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement()) {
      statement.execute(sql);
      statement.execute("select pg_stat_force_next_flush()");
    }
    for (var figure :
        List.of("seq_scan riders", "seq_scan drivers", "idx_scan riders", "idx_scan drivers")) {
      before.put(figure, total(figure));
    }
  }
}
