package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the triggers that enforce the references of trips in place of foreign keys.
@Tag("integration")
class ReferencesTest {
  private static final String INSERT =
      """
      insert into trips (rider_id, driver_id, rider_email, trip_info, cab_type_id, rate_code_id,
        payment_type, status, pickup_datetime, dropoff_datetime, fare_amount, extra, mta_tax,
        tip_amount, tolls_amount, improvement_surcharge, total_amount)
      values (%s, %s, 'r@example.com', '%s', %s, %s, %s, '%s', '2026-11-01 10:00',
        '2026-11-01 10:10', 1, 0, 0, 0, 0, 0, 1)
      """;

  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;

  ReferencesTest() throws SQLException {
    connection = database.owner().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 510909, 1, 1, 1, Completed, trips_rider_is_known",
    "69257, 1, 1, 1, 1, Completed, trips_driver_is_known",
    "69257, 510909, 9, 1, 1, Completed, trips_cab_type_is_known",
    "69257, 510909, 1, 98, 1, Completed, trips_rate_code_is_known",
    "69257, 510909, 1, 1, 98, Completed, trips_payment_type_is_known",
    "69257, 510909, 1, 1, 1, Lost, trips_status_is_known"
  })
  void a_trip_with_an_unknown_reference_violates_a_named_rule(
      String rider,
      String driver,
      String cab,
      String rate,
      String payment,
      String status,
      String rule) {
    var sql = INSERT.formatted(rider, driver, "t1", cab, rate, payment, status);
    assertThatThrownBy(() -> run(sql))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("23503"))
        .hasMessageContaining("is unknown");
    assertThatThrownBy(() -> run(sql))
        .extracting(
            refused -> ((org.postgresql.util.PSQLException) refused).getServerErrorMessage())
        .extracting(message -> message.getConstraint())
        .isEqualTo(rule);
  }

  @Test
  void a_trip_cannot_be_updated_to_an_unknown_reference() throws SQLException {
    run(trip("t1"));
    assertThatThrownBy(() -> run("update trips set driver_id = 1")).hasMessageContaining("driver");
    run("update trips set cab_type_id = null");
  }

  @ParameterizedTest
  @CsvSource({
    "delete from riders",
    "delete from drivers where driver_id = 510909",
    "update drivers set driver_id = 5 where driver_id = 510909",
    "delete from rate_codes where rate_id = 1",
    "delete from payment_types where payment_id = 1",
    "delete from trip_status",
    "truncate cab_types"
  })
  void referenced_rows_cannot_be_removed(String sql) throws SQLException {
    run(trip("t1"));
    assertThatThrownBy(() -> run(sql))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).startsWith("23"));
  }

  @Test
  void unreferenced_rows_may_be_removed_or_changed() throws SQLException {
    run(trip("t1"));
    run("delete from drivers where driver_id = 514040");
    run("update drivers set driver_id = 510909, driver_name = 'other' where driver_id = 510909");
    run("delete from rate_codes where rate_id = 6");
  }

  @Test
  void a_driver_cannot_be_deleted_while_a_trip_of_his_is_being_written() throws Exception {
    connection.setAutoCommit(false);
    run(trip("t1"));
    try (var other = database.owner().getConnection();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Object> leaving =
          executor.submit(
              (Callable<Object>)
                  () -> {
                    try (var statement = other.createStatement()) {
                      return statement.executeUpdate(
                          "delete from drivers where driver_id = 510909");
                    }
                  });
      awaitBlocked();
      connection.commit();
      assertThatThrownBy(() -> leaving.get(10, TimeUnit.SECONDS))
          .hasMessageContaining("rows of drivers are still referenced from trips");
    }
  }

  @Test
  void a_trip_cannot_be_written_while_its_driver_is_being_deleted() throws Exception {
    connection.setAutoCommit(false);
    run("delete from drivers where driver_id = 510909");
    try (var other = database.owner().getConnection();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Object> writing =
          executor.submit(
              (Callable<Object>)
                  () -> {
                    try (var statement = other.createStatement()) {
                      return statement.executeUpdate(trip("t1"));
                    }
                  });
      awaitBlocked();
      connection.commit();
      assertThatThrownBy(() -> writing.get(10, TimeUnit.SECONDS)).hasMessageContaining("driver");
    }
  }

  @Test
  void trips_are_not_written_in_an_isolation_level_that_would_not_see_deletions()
      throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    assertThatThrownBy(() -> run(trip("t1"))).hasMessageContaining("READ COMMITTED");
  }

  private void awaitBlocked() throws SQLException {
    var deadline = System.nanoTime() + 10_000_000_000L;
    try (var third = database.owner().getConnection();
        var statement = third.createStatement()) {
      while (true) {
        try (var rows =
            statement.executeQuery(
                "select from pg_locks where not granted and relation = 'trips'::regclass")) {
          if (rows.next()) {
            return;
          }
        }
        assertThat(System.nanoTime()).as("no session is blocked").isLessThan(deadline);
      }
    }
  }

  private static String trip(String tripInfo) {
    return INSERT.formatted("69257", "510909", tripInfo, "1", "1", "1", "Completed");
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
