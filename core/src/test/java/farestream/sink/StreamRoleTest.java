package farestream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.database.TestDatabase;
import farestream.stream.LabTrip;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the role of the Lambda function: it may run the sink and nothing else.
@Tag("integration")
class StreamRoleTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;

  StreamRoleTest() throws SQLException {
    connection = database.stream().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void it_records_amends_quarantines_and_notes_removals() throws SQLException {
    var ledger = new Ledger(connection);
    var completed = LabTrip.completed("t1");
    var dearer = LabTrip.completed("t1").number("TIP_AMOUNT", "7");
    var changes =
        List.of(
            completed.change(1),
            dearer.change(2),
            LabTrip.completed("t2").number("DRIVER_ID", "42").change(3),
            LabTrip.completed("t3").text("EXTRA", "much").change(4),
            dearer.removed(5));
    for (var time = 1; time <= 2; time++) {
      assertThat(ledger.apply(new Batch("arn", changes, Optional.empty())))
          .isInstanceOf(BatchOutcome.Committed.class);
    }
    var _ = ledger.apply(new Batch("arn", List.of(dearer.change(6)), Optional.empty()));
    assertThat(WarmUp.run(connection).outcome().rejected()).hasSize(2);
    assertThat(row("select tip_amount || ' ' || trunc(sequence_number) from trips"))
        .isEqualTo("7.00 6");
    assertThat(row("select count(*) from trip_history")).isEqualTo("1");
    assertThat(row("select count(*) from quarantine")).isEqualTo("2");
    assertThat(row("select count(*) from trip_removal")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into billing_cycle default values",
        "insert into billing (id, driver_id) values (1, 528204)",
        "insert into billing_line default values",
        "insert into payment (id) values (1)",
        "insert into riders (rider_id) values (1)",
        "insert into drivers (driver_id) values (1)",
        "select rider_email from riders",
        "select driver_email from drivers",
        "select payload from quarantine",
        "update quarantine set resolution = 'dropped'",
        "update trip_history set previous = '{}'",
        "update stream_reader set epoch = 1",
        "insert into stream_checkpoint values ('a', 'b')",
        "delete from trips",
        "truncate trips",
        "create table public.mine ()"
      })
  void everything_else_is_refused(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              refused -> assertThat(refused.getSQLState()).as(sql).isEqualTo("42501"));
    }
  }

  private String row(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as("a row").isTrue();
      return rows.getString(1);
    }
  }
}
