package farestream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.database.TestDatabase;
import farestream.stream.LabTrip;
import farestream.stream.StreamEvent.UnreadableRecord;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tests failures in the middle of a batch.
class BatchFaultsTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;
  private final Ledger ledger;

  BatchFaultsTest() throws SQLException {
    connection = database.commands().getConnection();
    ledger = new Ledger(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void nothing_of_a_batch_that_failed_for_a_bug_is_committed_with_the_next() throws SQLException {
    var failing = batch(List.of(LabTrip.completed("t1").change(1)));

    assertThatThrownBy(() -> ledger.apply(failing, BatchFaultsTest::bug)).hasMessage("a bug");

    assertCommitted(apply(List.of(LabTrip.completed("next").change(2))), 1, 0);
    assertThat(row("select count(*) from trips")).isEqualTo("1");
  }

  @Test
  void an_exhausted_sequence_is_an_outage_and_no_fault_of_the_record() throws SQLException {
    owner("alter sequence trips_id_seq restart 9223372036854775807");
    assertCommitted(apply(List.of(LabTrip.completed("t1").change(1))), 1, 0);
    assertThat(apply(List.of(LabTrip.completed("t2").change(2))))
        .isInstanceOf(BatchOutcome.NotCommitted.class);
    assertThat(row("select count(*) from quarantine")).isEqualTo("0");
  }

  @Test
  void a_record_that_only_the_server_refuses_is_found_among_the_others() throws SQLException {
    owner("alter table trips add constraint a_custom_rule check (passenger_count < 99)");
    var changes = new ArrayList<TripChange>();
    for (var number = 1; number <= 9; number++) {
      var passengers = number % 4 == 0 ? "99" : "1";
      changes.add(
          LabTrip.completed("t" + number).number("PASSENGER_COUNT", passengers).change(number));
    }
    assertCommitted(apply(changes), 7, 2);
    assertThat(row("select string_agg(trip_info, ' ' order by trip_info) from quarantine"))
        .isEqualTo("t4 t8");
    assertThat(row("select min(reason) from quarantine")).contains("a_custom_rule");
  }

  @Test
  void an_unreadable_record_is_quarantined_with_its_batch_and_counted_once() throws SQLException {
    var readable = LabTrip.completed("t2").change(10);
    var unreadable = new UnreadableRecord(LabTrip.completed("t1").change(9), "the item is invalid");
    var lowest = unreadable.change().sequenceNumber();
    var batch = new Batch("arn:lab", List.of(readable), List.of(unreadable), Optional.empty());
    owner("revoke execute on function record_trips from farestream");
    assertThat(ledger.apply(batch))
        .isInstanceOfSatisfying(
            BatchOutcome.NotCommitted.class,
            outage -> assertThat(outage.retryFrom()).hasValue(lowest));
    assertThat(row("select count(*) from quarantine")).isEqualTo("0");

    owner("grant execute on function record_trips to farestream");
    assertThat(ledger.apply(batch))
        .isEqualTo(new BatchOutcome.Committed(1, 0, 0, 0, List.of(lowest), 0));
    assertThat(ledger.apply(batch))
        .as("redelivered")
        .isEqualTo(new BatchOutcome.Committed(0, 0, 1, 0, List.of(), 0));
    assertThat(row("select reason from quarantine")).isEqualTo("the item is invalid");
  }

  @Test
  void two_writers_of_the_same_trips_in_opposite_orders_both_commit() throws Exception {
    var changes = new ArrayList<TripChange>();
    for (var number = 1; number <= 200; number++) {
      changes.add(LabTrip.completed("t" + number).change(number));
    }
    apply(changes);
    try (var other = database.commands().getConnection();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var backwards = new Ledger(other);
      for (var round = 1; round <= 10; round++) {
        var tip = Integer.toString(round);
        var amended = new ArrayList<TripChange>();
        for (var number = 1; number <= 200; number++) {
          amended.add(
              LabTrip.completed("t" + number)
                  .number("TIP_AMOUNT", tip)
                  .change(round * 1000 + number));
        }
        var concurrent = executor.submit(() -> backwards.apply(batch(amended.reversed())));
        assertThat(apply(amended)).isNotNull();
        assertThat(concurrent.get()).isInstanceOf(BatchOutcome.Committed.class);
      }
    }
  }

  private static boolean bug(BatchOutcome.Committed done, List<RejectedChange> rejected) {
    throw new IllegalStateException("a bug");
  }

  private BatchOutcome apply(List<TripChange> changes) {
    return ledger.apply(batch(changes));
  }

  private static Batch batch(List<TripChange> changes) {
    return new Batch("arn:lab", changes, Optional.empty());
  }

  private static void assertCommitted(BatchOutcome outcome, int recorded, int rejected) {
    assertThat(outcome).isInstanceOf(BatchOutcome.Committed.class);
    var committed = (BatchOutcome.Committed) outcome;
    assertThat(committed.recorded()).isEqualTo(recorded);
    assertThat(committed.rejected()).hasSize(rejected);
  }

  private String row(String sql) throws SQLException {
    try (var other = database.owner().getConnection();
        var statement = other.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as("a row").isTrue();
      return rows.getString(1);
    }
  }

  private void owner(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
