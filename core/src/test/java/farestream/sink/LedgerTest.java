package farestream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.Checkpoints;
import farestream.checkpoint.ReaderEpoch;
import farestream.checkpoint.ReaderProgress;
import farestream.checkpoint.ShardKey;
import farestream.database.TestDatabase;
import farestream.stream.LabTrip;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class LedgerTest {
  private static final String STREAM = "arn:aws:dynamodb:local:0:table/trips/stream/1";
  private static final ShardKey SHARD = new ShardKey(STREAM, "shardId-1");

  private final TestDatabase database = TestDatabase.fresh();
  private final Connection connection;
  private final Ledger ledger;
  private long epoch;

  LedgerTest() throws SQLException {
    connection = database.commands().getConnection();
    ledger = new Ledger(connection);
    epoch = takeOver();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void a_completed_trip_is_one_row_with_all_its_fields() throws SQLException {
    var outcome = apply(LabTrip.completed("t1").change(1));

    assertThat(outcome).isEqualTo(committed(1, 0, 0, 0, 0));
    assertThat(
            row(
                """
                select concat_ws('|', id, rider_id, driver_id, rider_name, rider_mobile, rider_email,
                  trip_info, driver_name, driver_email, driver_mobile, vehicle_id, cab_type_id,
                  vendor_id, pickup_datetime, dropoff_datetime, store_and_fwd_flag, rate_code_id,
                  pickup_longitude, pickup_latitude, dropoff_longitude, dropoff_latitude,
                  passenger_count, trip_distance, fare_amount, extra, mta_tax, tip_amount,
                  tolls_amount, ehail_fee, improvement_surcharge, total_amount, payment_type,
                  trip_type, status)
                from trips
                """))
        .isEqualTo(
            "2000001|69257|528204|person69257|+11609467790|person69257@example.com|"
                + "t1|driver528204|driver528204@taxi.com|+11185992795|PXX248130|2|"
                + "2|2019-12-18 05:15:33|2019-12-18 05:19:10|N|4|"
                + "-73.496113|40.664146|-73.527485|40.665024|"
                + "3|32|142.96|0.30|0.40|4.92|4.40|0.00|0.30|14.18|3|2|Completed");
  }

  @Test
  void the_same_record_twice_is_one_row() throws SQLException {
    apply(LabTrip.completed("t1").change(1));
    assertThat(apply(LabTrip.completed("t1").change(1))).isEqualTo(committed(0, 0, 1, 0, 0));
    var twice = List.of(LabTrip.completed("t2").change(2), LabTrip.completed("t2").change(2));
    assertThat(apply(twice)).isEqualTo(committed(1, 0, 1, 0, 0));
    assertThat(row("select count(*) from trips")).isEqualTo("2");
    assertThat(row("select count(*) from trip_history")).isEqualTo("0");
  }

  @Test
  void a_change_after_completion_amends_the_row_and_keeps_the_previous_version()
      throws SQLException {
    var first = LabTrip.completed("t1");
    apply(first.change(1));
    var second =
        LabTrip.completed("t1").number("TIP_AMOUNT", "9.99").number("TOTAL_AMOUNT", "19.25");

    assertThat(apply(first.changedTo(second, 2))).isEqualTo(committed(0, 1, 0, 0, 0));

    assertThat(row("select tip_amount || '|' || total_amount from trips")).isEqualTo("9.99|19.25");
    assertThat(
            row(
                "select (previous ->> 'tip_amount') || '|' || (previous ->> 'total_amount') from trip_history"))
        .isEqualTo("4.92|14.18");
  }

  @Test
  void the_history_does_not_depend_on_the_batch_boundaries() throws SQLException {
    var versions = new ArrayList<TripChange>();
    for (var tip = 1; tip <= 4; tip++) {
      versions.add(LabTrip.completed("t1").number("TIP_AMOUNT", tip + ".00").change(tip));
    }
    assertThat(apply(versions)).isEqualTo(committed(1, 3, 0, 0, 0));
    assertThat(
            row("select string_agg(previous ->> 'tip_amount', ' ' order by id) from trip_history"))
        .isEqualTo("1.00 2.00 3.00");
    assertThat(row("select tip_amount from trips")).isEqualTo("4.00");
  }

  @Test
  void a_large_batch_is_applied_as_one() throws SQLException {
    var changes = new ArrayList<TripChange>();
    for (var number = 1; number <= 700; number++) {
      changes.add(LabTrip.completed("t" + number).change(number));
    }
    changes.set(299, LabTrip.completed("t300").number("DRIVER_ID", "42").change(300));
    changes.set(399, LabTrip.completed("t10").number("TIP_AMOUNT", "1").change(400));
    changes.set(499, LabTrip.completed("t500").number("TIP_AMOUNT", "NaN").change(500));
    changes.set(599, LabTrip.completed("t20").removed(600));
    changes.set(689, LabTrip.completed("t10").number("TIP_AMOUNT", "2").change(690));

    assertThat(apply(changes)).isEqualTo(committed(695, 2, 0, 2, 0));
    assertThat(row("select string_agg(trip_info, ' ' order by trip_info) from quarantine"))
        .isEqualTo("t300 t500");
    assertThat(row("select trip_info from trip_removal")).isEqualTo("t20");

    assertThat(
            row("select string_agg(previous ->> 'tip_amount', ' ' order by id) from trip_history"))
        .isEqualTo("4.92 1.00");
    assertThat(row("select tip_amount from trips where trip_info = 't10'")).isEqualTo("2.00");
  }

  @Test
  void what_is_older_than_the_row_changes_nothing() throws SQLException {
    apply(LabTrip.completed("t1").number("TIP_AMOUNT", "2").change(10));
    assertThat(apply(LabTrip.completed("t1").number("TIP_AMOUNT", "1").change(9)))
        .isEqualTo(committed(0, 0, 1, 0, 0));
    assertThat(row("select tip_amount from trips")).isEqualTo("2.00");
  }

  @Test
  void a_later_record_without_a_difference_makes_no_history() throws SQLException {
    apply(LabTrip.completed("t1").change(1));
    assertThat(apply(LabTrip.completed("t1").change(2))).isEqualTo(committed(0, 0, 1, 0, 0));
    assertThat(row("select count(*) from trip_history")).isEqualTo("0");
  }

  @Test
  void a_later_record_without_a_difference_still_supersedes_earlier_ones() throws SQLException {
    apply(LabTrip.completed("t1").number("TIP_AMOUNT", "1").change(1));
    apply(LabTrip.completed("t1").number("TIP_AMOUNT", "1").change(3));
    assertThat(apply(LabTrip.completed("t1").number("TIP_AMOUNT", "2").change(2)))
        .isEqualTo(committed(0, 0, 1, 0, 0));
    assertThat(row("select tip_amount from trips")).isEqualTo("1.00");
    assertThat(row("select count(*) from trip_history")).isEqualTo("0");
  }

  @Test
  void bad_records_are_quarantined_and_the_good_ones_of_the_batch_are_recorded()
      throws SQLException {
    var changes =
        List.of(
            LabTrip.completed("good 1").change(1),
            LabTrip.completed("unknown driver").number("DRIVER_ID", "42").change(2),
            LabTrip.completed("good 2").change(3),
            LabTrip.completed("unknown rider").number("RIDER_ID", "43").change(4),
            LabTrip.completed("no total").without("TOTAL_AMOUNT").change(5),
            LabTrip.completed("unknown payment").number("PAYMENT_TYPET", "50").change(6),
            LabTrip.completed("text").text("FARE_AMOUNT", "lots").change(7),
            LabTrip.completed("O'Brien 🚕")
                .text("RIDER_NAME", "O'Brien; drop table trips; -- 🚕")
                .change(8));

    assertThat(apply(changes)).isEqualTo(committed(3, 0, 0, 5, 0));

    assertThat(row("select string_agg(trip_info, ',' order by lower(trip_info)) from trips"))
        .isEqualTo("good 1,good 2,O'Brien 🚕");
    assertThat(
            row(
                "select string_agg(trip_info || ': ' || reason, E'\\n' order by trip_info) from quarantine"))
        .isEqualTo(
            """
            no total: TOTAL_AMOUNT is missing
            text: FARE_AMOUNT 'lots' is not a number
            unknown driver: DRIVER_ID is unknown: no such row in drivers
            unknown payment: PAYMENT_TYPET is unknown: no such row in payment_types
            unknown rider: RIDER_ID is unknown: no such row in riders""");
    assertThat(
            row(
                "select payload -> 'DRIVER_ID' ->> 'N' from quarantine where trip_info = 'unknown driver'"))
        .isEqualTo("42");
  }

  @Test
  void a_paid_trip_is_recorded_even_if_optional_attributes_are_invalid() throws SQLException {
    var changes =
        List.of(
            LabTrip.completed("rate 0").number("RATE_CODE_ID", "0").change(1),
            LabTrip.completed("rate 7").number("RATE_CODE_ID", "7").change(2),
            LabTrip.completed("cab 9").number("CAB_TYPE_ID", "9").change(3),
            LabTrip.completed("vehicle").number("VEHICLE_ID", "248130").change(4),
            LabTrip.completed("name").text("DRIVER_NAME", "x".repeat(1_001)).change(5));

    assertThat(apply(changes)).isEqualTo(committed(5, 0, 0, 0, 0));
    assertThat(
            row(
                """
                select string_agg(concat_ws(' ', trip_info, coalesce(rate_code_id, -1),
                  coalesce(cab_type_id, -1), coalesce(vehicle_id, '-'), coalesce(driver_name, '-'),
                  total_amount), E'\n' order by id)
                from trips
                """))
        .isEqualTo(
            """
            cab 9 4 -1 PXX248130 driver528204 14.18
            name 4 2 PXX248130 - 14.18
            rate 0 -1 2 PXX248130 driver528204 14.18
            rate 7 -1 2 PXX248130 driver528204 14.18
            vehicle 4 2 - driver528204 14.18""");
  }

  @Test
  void a_redelivered_bad_record_is_quarantined_once() throws SQLException {
    var bad = LabTrip.completed("bad\0key").without("TOTAL_AMOUNT").change(1);
    assertThat(apply(bad).rejected()).isEqualTo(1);
    assertThat(apply(bad).rejected()).isZero();
    assertThat(row("select count(*) || trip_info from quarantine group by trip_info"))
        .isEqualTo("1bad\uFFFDkey");
  }

  @Test
  void the_checkpoint_is_committed_with_the_rows() throws SQLException {
    apply(LabTrip.completed("t1").change(1));
    try (var other = database.commands().getConnection()) {
      assertThat(Checkpoints.all(other))
          .containsExactly(Map.entry(SHARD, new Checkpoint(SHARD, Optional.of("1"), false)));
    }
  }

  @Test
  void a_failure_commits_nothing_quarantines_nothing_and_the_batch_can_be_retried()
      throws SQLException {
    var changes =
        List.of(
            LabTrip.completed("t1").change(1), LabTrip.completed("bad").without("EXTRA").change(2));
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement()) {
      statement.execute("revoke insert on stream_checkpoint from farestream");
      assertThat(ledger.apply(batch(changes)))
          .isInstanceOfSatisfying(
              BatchOutcome.NotCommitted.class,
              outage -> assertThat(outage.retryFrom()).hasValue(sequence(1)));
      assertThat(row("select (select count(*) from trips) + (select count(*) from quarantine)"))
          .isEqualTo("0");
      statement.execute("grant insert on stream_checkpoint to farestream");
    }
    assertThat(ledger.apply(batch(changes)))
        .isInstanceOfSatisfying(
            BatchOutcome.Committed.class,
            committed -> assertThat(committed.rejected()).containsExactly(sequence(2)));
  }

  @Test
  void an_outage_quarantines_no_record() throws SQLException {
    connection.close();
    assertThat(ledger.apply(batch(List.of(LabTrip.completed("t1").change(1)))))
        .isInstanceOf(BatchOutcome.NotCommitted.class);
    assertThat(row("select count(*) from quarantine")).isEqualTo("0");
  }

  @Test
  void a_reader_with_an_outdated_epoch_commits_nothing() throws SQLException {
    var newer = takeOver();
    var change = LabTrip.completed("t1").change(1);
    assertThat(ledger.apply(batch(List.of(change)))).isEqualTo(new BatchOutcome.Fenced(epoch));
    assertThat(
            row("select (select count(*) from trips) + (select count(*) from stream_checkpoint)"))
        .isEqualTo("0");
    epoch = newer;
    assertThat(apply(change)).isEqualTo(committed(1, 0, 0, 0, 0));
  }

  @Test
  void a_trip_removed_after_completion_stays_and_the_removal_is_noted() throws SQLException {
    apply(LabTrip.completed("t1").change(1));
    var outcome = ledger.apply(batch(List.of(LabTrip.completed("t1").removed(2))));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            BatchOutcome.Committed.class,
            committed -> assertThat(committed.removed()).isEqualTo(1));
    assertThat(row("select total_amount from trips")).isEqualTo("14.18");
    assertThat(row("select trip_info || ' ' || trunc(sequence_number) from trip_removal"))
        .isEqualTo("t1 2");
  }

  @Test
  void the_removal_of_a_trip_that_was_completed_earlier_is_noted() throws SQLException {
    var completed = LabTrip.completed("t1");
    var booked = LabTrip.completed("t1").text("STATUS", "Booked");
    apply(completed.change(1));
    assertThat(apply(completed.changedTo(booked, 2))).isEqualTo(committed(0, 0, 0, 1, 0));
    assertThat(apply(booked.removed(3))).isEqualTo(committed(0, 0, 0, 0, 0));
    assertThat(row("select trip_info || ' ' || trunc(sequence_number) from trip_removal"))
        .isEqualTo("t1 3");
  }

  @Test
  void the_removal_of_a_trip_completed_in_the_same_batch_is_noted() throws SQLException {
    var completed = LabTrip.completed("t1");
    var booked = LabTrip.completed("t1").without("STATUS");
    apply(List.of(completed.change(1), completed.changedTo(booked, 2), booked.removed(3)));
    assertThat(row("select trip_info || ' ' || trunc(sequence_number) from trip_removal"))
        .isEqualTo("t1 3");
  }

  @Test
  void the_removal_of_a_trip_that_is_only_in_quarantine_is_noted() throws SQLException {
    var unreadable = LabTrip.completed("t1").text("STATUS", "completed");
    apply(List.of(unreadable.change(1), unreadable.removed(2)));
    var refused = LabTrip.completed("t2").without("EXTRA");
    apply(List.of(refused.change(3), refused.removed(4)));
    assertThat(row("select string_agg(trip_info, ' ' order by trip_info) from trip_removal"))
        .isEqualTo("t1 t2");
  }

  @Test
  void the_removal_of_a_trip_that_was_never_completed_is_ignored() throws SQLException {
    var booked = LabTrip.completed("t1").text("STATUS", "Booked");
    var cancelled = LabTrip.completed("t2").text("STATUS", "Cancelled");
    assertThat(apply(List.of(booked.removed(1), cancelled.removed(2))))
        .isEqualTo(committed(0, 0, 0, 0, 2));
    assertThat(row("select count(*) from trip_removal")).isEqualTo("0");
  }

  private long takeOver() throws SQLException {
    try (var other = database.commands().getConnection()) {
      return ReaderEpoch.takeOver(other);
    }
  }

  private Counts apply(TripChange change) {
    return apply(List.of(change));
  }

  private Counts apply(List<TripChange> changes) {
    return switch (ledger.apply(batch(changes))) {
      case BatchOutcome.Committed done ->
          new Counts(
              done.recorded(),
              done.amended(),
              done.unchanged(),
              done.rejected().size(),
              done.ignored());
      case BatchOutcome.NotCommitted(_, var outage) -> throw new AssertionError(outage);
      case BatchOutcome.Fenced fenced -> throw new AssertionError(fenced);
    };
  }

  private record Counts(int recorded, int amended, int unchanged, int rejected, int ignored) {}

  private static Counts committed(
      int recorded, int amended, int unchanged, int rejected, int ignored) {
    return new Counts(recorded, amended, unchanged, rejected, ignored);
  }

  private Batch batch(List<TripChange> changes) {
    var checkpoint = new Checkpoint(SHARD, Optional.of("1"), false);
    return new Batch(STREAM, changes, Optional.of(new ReaderProgress(epoch, List.of(checkpoint))));
  }

  private static String sequence(long number) {
    return "%021d".formatted(number);
  }

  private String row(String sql) throws SQLException {
    try (var other = database.owner().getConnection();
        var statement = other.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as("a row").isTrue();
      return rows.getString(1);
    }
  }
}
