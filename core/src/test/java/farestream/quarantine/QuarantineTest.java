package farestream.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.database.TestDatabase;
import farestream.money.Money;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.stream.LabTrip;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class QuarantineTest {
  private static final String STREAM = "arn:aws:dynamodb:local:0:table/trips/stream/1";
  private static final String UNKNOWN = "DRIVER_ID is unknown: no such row in drivers";

  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;
  private final Ledger worker;
  private final QuarantineReplay replay;

  QuarantineTest() throws SQLException {
    worker = new Ledger(database.commands().getConnection());
    connection = database.commands().getConnection();
    replay = new QuarantineReplay(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void a_record_is_recorded_once_its_missing_driver_exists() throws SQLException {
    apply(unknownDriver("t1").change(5));
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.StillRefused(UNKNOWN));
    addDriver();

    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Recorded());

    assertThat(row("select driver_id || ' ' || trunc(sequence_number) from trips"))
        .isEqualTo("42 5");
    assertResolved(1, Resolution.Kind.REPLAYED, "recorded");
    assertThat(QuarantinedRecord.openIds(connection)).isEmpty();
  }

  @Test
  void a_record_of_a_trip_that_has_a_row_amends_it_and_the_previous_version_is_kept()
      throws SQLException {
    apply(LabTrip.completed("t1").change(1));
    apply(unknownDriver("t1").change(2));
    assertThat(record(1).ledgerState()).isEqualTo(QuarantinedRecord.LedgerState.EARLIER);
    addDriver();

    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Amended());

    assertThat(row("select driver_id from trips")).isEqualTo("42");
    assertThat(row("select previous ->> 'driver_id' from trip_history")).isEqualTo("528204");
    assertResolved(1, Resolution.Kind.REPLAYED, "amended");
  }

  @Test
  void a_record_superseded_by_a_later_one_changes_nothing() throws SQLException {
    apply(unknownDriver("t1").change(1));
    apply(LabTrip.completed("t1").number("TIP_AMOUNT", "7").change(2));
    assertThat(record(1).ledgerState()).isEqualTo(QuarantinedRecord.LedgerState.SUPERSEDED);
    addDriver();

    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Superseded());

    assertThat(row("select driver_id || ' ' || tip_amount from trips")).isEqualTo("528204 7.00");
    assertThat(row("select count(*) from trip_history")).isEqualTo("0");
    assertResolved(1, Resolution.Kind.REPLAYED, "superseded");
  }

  @Test
  void a_record_that_can_never_be_decoded_is_superseded_once_the_trip_is_repaired()
      throws SQLException {
    apply(LabTrip.completed("t1").text("TOTAL_AMOUNT", "abc").change(1));
    assertThat(replay.replay(record(1)))
        .isEqualTo(new ReplayOutcome.StillRefused("TOTAL_AMOUNT 'abc' is not a number"));
    assertThat(record(1).ledgerState()).isEqualTo(QuarantinedRecord.LedgerState.NOTHING);

    apply(LabTrip.completed("t1").change(2));

    assertThat(record(1).ledgerState()).isEqualTo(QuarantinedRecord.LedgerState.SUPERSEDED);
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Superseded());
  }

  @Test
  void a_record_that_fails_for_another_reason_gets_that_reason() throws SQLException {
    apply(unknownDriver("t1").number("PAYMENT_TYPET", "50").change(1));
    var before = record(1).reason();
    addDriver();
    owner("insert into payment_types values (51, 'none')");
    var paymentType = "PAYMENT_TYPET is unknown: no such row in payment_types";
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.StillRefused(paymentType));
    assertThat(record(1).reason()).isEqualTo(paymentType);
    assertThat(before).containsAnyOf(UNKNOWN, paymentType);
    assertThat(record(1).resolution()).isEmpty();
  }

  @Test
  void a_record_of_a_trip_no_longer_completed_stays_open_until_it_is_completed_again()
      throws SQLException {
    var completed = LabTrip.completed("t1");
    apply(completed.change(1));
    apply(completed.changedTo(LabTrip.completed("t1").text("STATUS", "Booked"), 2));
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.NotCompleted());
    assertThat(record(1).resolution()).isEmpty();
    assertThat(record(1).reason()).startsWith("STATUS was Completed and is now Booked");

    apply(LabTrip.completed("t1").number("TIP_AMOUNT", "7").change(3));
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Superseded());
    assertThat(row("select tip_amount from trips")).isEqualTo("7.00");
  }

  @Test
  void a_quarantined_record_supersedes_no_row_whatever_else_is_in_its_batch() throws SQLException {
    var again = LabTrip.completed("t2").change(2);
    apply(List.of(LabTrip.completed("t1").change(1), again));
    apply(List.of(unknownDriver("t1").change(3), again));
    addDriver();

    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Amended());
    assertThat(row("select driver_id from trips where trip_info = 't1'")).isEqualTo("42");
  }

  @Test
  void a_resolution_is_final() throws SQLException {
    apply(unknownDriver("replayed").change(1));
    apply(unknownDriver("dropped").change(2));
    addDriver();
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Recorded());
    assertThat(drop(2, " a test ride ")).isEqualTo(new QuarantineDrop.Outcome.Dropped());
    assertResolved(2, Resolution.Kind.DROPPED, "a test ride");
    var replayed = record(1).resolution().orElseThrow();
    var dropped = record(2).resolution().orElseThrow();

    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.ResolvedBefore(replayed));
    assertThat(replay.replay(record(2))).isEqualTo(new ReplayOutcome.ResolvedBefore(dropped));
    assertThat(drop(1, "why not")).isEqualTo(new QuarantineDrop.Outcome.ResolvedBefore(replayed));
    assertThat(drop(2, "why not")).isEqualTo(new QuarantineDrop.Outcome.ResolvedBefore(dropped));
    assertThat(row("select string_agg(trip_info, ',') from trips")).isEqualTo("replayed");
    assertThat(QuarantinedRecord.newest(connection, 9)).hasSize(2);
    assertThat(QuarantinedRecord.newestOpen(connection, 9)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "1001"})
  void a_drop_without_a_reason_or_with_a_too_long_one_is_refused(String reason)
      throws SQLException {
    apply(unknownDriver("t1").change(1));
    var given = reason.equals("1001") ? "x".repeat(1001) : reason;
    assertThatThrownBy(() -> drop(1, given)).isInstanceOf(IllegalArgumentException.class);
    assertThat(record(1).resolution()).isEmpty();
    assertThatThrownBy(
            () ->
                owner(
                    "update quarantine set resolution = 'dropped', resolution_reason = '', resolved_at = now()"))
        .hasMessageContaining("a_record_is_dropped_for_a_reason");
  }

  @Test
  void all_open_records_are_replayed_in_the_streams_order_and_those_still_open_reported_last()
      throws SQLException {
    apply(LabTrip.completed("bad first").text("EXTRA", "?").change(1));
    apply(unknownDriver("twice").number("TIP_AMOUNT", "2").change(4));
    apply(unknownDriver("twice").number("TIP_AMOUNT", "1").change(3));
    apply(unknownDriver("bad").without("EXTRA").change(5));
    apply(unknownDriver("bad first").change(6));
    addDriver();

    assertThat(replayAll())
        .containsExactly(
            Map.entry(3L, new ReplayOutcome.Recorded()),
            Map.entry(2L, new ReplayOutcome.Amended()),
            Map.entry(5L, new ReplayOutcome.Recorded()),
            Map.entry(1L, new ReplayOutcome.Superseded()),
            Map.entry(4L, new ReplayOutcome.StillRefused("EXTRA is missing")));
    assertThat(row("select tip_amount from trips where trip_info = 'twice'")).isEqualTo("2.00");
    assertThat(row("select previous ->> 'tip_amount' from trip_history")).isEqualTo("1.00");
    assertThat(replayAll())
        .containsExactly(Map.entry(4L, new ReplayOutcome.StillRefused("EXTRA is missing")));
  }

  @Test
  void a_record_is_marked_in_the_transaction_that_records_its_trip() throws SQLException {
    apply(unknownDriver("t1").change(1));
    addDriver();
    owner("revoke update on quarantine from farestream");
    assertThatThrownBy(() -> replay.replay(record(1))).isInstanceOf(SQLException.class);
    assertThat(row("select count(*) from trips")).isEqualTo("0");
    owner("grant update on quarantine to farestream");
    assertThat(replay.replay(record(1))).isEqualTo(new ReplayOutcome.Recorded());
  }

  @Test
  void a_record_dropped_concurrently_is_not_recorded() throws Exception {
    apply(unknownDriver("t1").change(1));
    addDriver();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = database.commands().getConnection()) {
      other.setAutoCommit(false);
      QuarantineDrop.drop(other, record(1), "a reason");
      var replayed = threads.submit(() -> replay.replay(record(1)));
      awaitOneBlocked();
      other.commit();
      assertThat(replayed.get())
          .isEqualTo(new ReplayOutcome.ResolvedBefore(record(1).resolution().orElseThrow()));
    }
    assertThat(row("select count(*) from trips")).isEqualTo("0");
    assertResolved(1, Resolution.Kind.DROPPED, "a reason");
  }

  @Test
  void two_replays_concurrent_with_a_worker_leave_the_workers_latest_state() throws Exception {
    var trips = 60;
    var later = new ArrayList<TripChange>();
    for (var i = 0; i < trips; i++) {
      apply(unknownDriver("t" + i).change(i + 1));
      later.add(unknownDriver("t" + i).number("TIP_AMOUNT", "7").change(trips + i + 1));
    }
    addDriver();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var another = database.commands().getConnection()) {
      var other = new QuarantineReplay(another);
      var both =
          List.of(
              threads.submit(() -> replayAll()),
              threads.submit(
                  () -> {
                    other.all((_, _) -> {});
                    return List.of();
                  }));
      for (var from = 0; from < trips; from += 5) {
        apply(later.subList(from, from + 5));
      }
      for (var task : both) {
        task.get();
      }
    }
    assertThat(row("select count(*) from trips where tip_amount = 7")).isEqualTo("60");
    assertThat(QuarantinedRecord.countOpen(connection)).isZero();
    assertThat(row("select count(*) from quarantine where resolution_reason = 'amended'"))
        .isEqualTo("0");
  }

  @Test
  void an_item_that_cannot_be_parsed_stays_open() throws SQLException {
    owner(
        "insert into quarantine (stream_arn, sequence_number, reason, payload) values ('', '1', 'odd', '[]')");
    assertThat(replay.replay(record(1)))
        .isInstanceOfSatisfying(
            ReplayOutcome.StillRefused.class,
            refused ->
                assertThat(refused.reason()).startsWith("the item is not valid DynamoDB JSON"));
    assertThat(record(1).resolution()).isEmpty();
    assertThat(record(1).total()).isEmpty();
  }

  @Test
  void the_amount_is_read_if_it_is_valid() throws SQLException {
    apply(unknownDriver("number").change(1));
    apply(LabTrip.completed("text").text("TOTAL_AMOUNT", "12.5").change(2));
    apply(LabTrip.completed("none").text("TOTAL_AMOUNT", "a lot").change(3));
    assertThat(record(1).total()).hasValue(Money.of("14.18"));
    assertThat(record(2).total()).hasValue(Money.of("12.50"));
    assertThat(record(3).total()).isEmpty();
  }

  private static LabTrip unknownDriver(String tripInfo) {
    return LabTrip.completed(tripInfo).number("DRIVER_ID", "42");
  }

  private void addDriver() throws SQLException {
    owner("insert into drivers (driver_id) values (42)");
  }

  private void apply(TripChange change) {
    apply(List.of(change));
  }

  private void apply(List<TripChange> changes) {
    assertThat(worker.apply(new Batch(STREAM, changes, Optional.empty())))
        .isInstanceOf(BatchOutcome.Committed.class);
  }

  private QuarantinedRecord record(long id) throws SQLException {
    try (var other = database.commands().getConnection()) {
      return QuarantinedRecord.find(other, id).orElseThrow();
    }
  }

  private QuarantineDrop.Outcome drop(long id, String reason) throws SQLException {
    try (var other = database.commands().getConnection()) {
      return QuarantineDrop.drop(other, record(id), reason);
    }
  }

  private List<Map.Entry<Long, ReplayOutcome>> replayAll() throws SQLException {
    var outcomes = new ArrayList<Map.Entry<Long, ReplayOutcome>>();
    replay.all((record, outcome) -> outcomes.add(Map.entry(record.id(), outcome)));
    return outcomes;
  }

  private void assertResolved(long id, Resolution.Kind kind, String reason) throws SQLException {
    var resolution = record(id).resolution().orElseThrow();
    assertThat(resolution.kind()).isEqualTo(kind);
    assertThat(resolution.reason()).isEqualTo(reason);
  }

  private void awaitOneBlocked() throws SQLException {
    var deadline = System.nanoTime() + 20_000_000_000L;
    var waiting = "select count(*) from pg_locks where not granted";
    while (!row(waiting).equals("1")) {
      assertThat(System.nanoTime()).as("no session is blocked").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void owner(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement()) {
      statement.execute(sql);
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
