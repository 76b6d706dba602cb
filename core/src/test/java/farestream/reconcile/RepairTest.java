package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.sink.Batch;
import farestream.stream.LabTrip;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class RepairTest {
  private final ComparedSides sides = new ComparedSides();
  private final ItemsInMemory items = sides.items;

  RepairTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    sides.close();
  }

  @Test
  void a_repair_corrects_what_it_can_and_reports_it() throws Exception {
    sides.applied("amended", "removed", "no longer completed");
    items.put(LabTrip.completed("amended").number("TOTAL_AMOUNT", "20"));
    items.remove("removed");
    items.put(LabTrip.completed("missing"));
    items.put(LabTrip.completed("unreadable").without("EXTRA"));
    items.put(LabTrip.completed("unknown driver").number("DRIVER_ID", "5"));
    items.put(LabTrip.completed("no longer completed").text("STATUS", "Booked"));
    items.lose();
    var before = sides.compare();
    assertThat(before.faults()).isEqualTo(6);

    var report = sides.repair(before);

    assertThat(report)
        .returns(1L, RepairReport::recorded)
        .returns(1L, RepairReport::amended)
        .returns(1L, RepairReport::removalsNoted)
        .returns(3L, RepairReport::quarantined);
    assertThat(report.after().isEqual()).isFalse();
    assertThat(sides.found())
        .containsExactlyInAnyOrder(
            "removed: removed - 14.18",
            "quarantined: unreadable - -",
            "quarantined: unknown driver 14.18 -",
            "quarantined: no longer completed - 14.18");
    assertThat(sides.row("select previous ->> 'total_amount' from trip_history"))
        .isEqualTo("14.18");
    assertThat(sides.row("select min(stream_arn) from quarantine")).isEqualTo(report.source());
    assertThat(sides.row("select count(distinct sequence_number) from quarantine")).isEqualTo("3");
  }

  /// An import writes rows first and items afterwards.
  @Test
  void an_import_that_is_not_sent_yet_is_neither_missing_nor_removed() throws Exception {
    sides.imported("t1", "t2");
    var before = sides.compare();
    assertThat(before.isEqual()).isTrue();
    assertThat(sides.found()).containsExactlyInAnyOrder("unsent: t1 - 14.18", "unsent: t2 - 14.18");
    assertThat(sides.repair(before).removalsNoted()).isZero();

    sides.row("insert into trip_import_sent (load_id) select id from trip_import returning 1");
    assertThat(sides.compare().of(Verdict.MISSING_IN_DYNAMODB).trips()).isEqualTo(2);
  }

  @Test
  void a_second_repair_has_nothing_to_do() throws Exception {
    items.put(LabTrip.completed("missing"));
    items.put(LabTrip.completed("unreadable").without("EXTRA"));
    items.lose();
    sides.repair(sides.compare());
    sides.restart();
    var again = sides.repair(sides.compare());
    assertThat(again)
        .returns(0L, RepairReport::recorded)
        .returns(0L, RepairReport::quarantined)
        .returns(0L, RepairReport::leftAlone);
    assertThat(sides.row("select count(*) from quarantine")).isEqualTo("1");
    sides.drop("unreadable");
    assertThat(sides.compare().isEqual()).isTrue();
  }

  @Test
  void each_repair_supersedes_the_one_before() throws Exception {
    sides.applied("t1");
    for (var total : new String[] {"20.00", "21.00", "22.00"}) {
      items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", total));
      items.lose();
      assertThat(sides.repair(sides.compare()).amended()).isEqualTo(1);
      assertThat(sides.row("select total_amount from trips")).isEqualTo(total);
    }
    assertThat(sides.row("select trunc(sequence_number) from trips")).isEqualTo("101");
  }

  @Test
  void every_later_record_supersedes_a_repair() throws Exception {
    sides.applied("amended");
    items.put(LabTrip.completed("amended").number("TOTAL_AMOUNT", "20"));
    items.put(LabTrip.completed("missing"));
    items.lose();
    sides.repair(sides.compare());
    items.put(LabTrip.completed("amended").number("TOTAL_AMOUNT", "30"));
    items.put(LabTrip.completed("missing").number("TOTAL_AMOUNT", "30"));
    items.applyTo(sides.ledger);
    assertThat(sides.row("select string_agg(total_amount::text, ' ') from trips"))
        .isEqualTo("30.00 30.00");
    assertThat(sides.compare().isEqual()).isTrue();
  }

  @Test
  void a_repair_supersedes_records_quarantined_before() throws Exception {
    var quarantined = LabTrip.completed("t1").number("DRIVER_ID", "600001").change(50);
    var batch = new Batch("stream", List.of(quarantined), Optional.empty());
    sides.ledger.apply(batch);
    items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", "20"));
    items.lose();
    assertThat(sides.repair(sides.compare()).recorded()).isEqualTo(1);
    sides.run("insert into drivers (driver_id) values (600001)");
    sides.ledger.apply(batch);
    assertThat(sides.row("select total_amount || ' ' || trunc(sequence_number) from trips"))
        .isEqualTo("20.00 50");
  }

  @Test
  void a_repair_does_not_overwrite_concurrent_writes() throws Exception {
    sides.applied("amended");
    items.put(LabTrip.completed("amended").number("TOTAL_AMOUNT", "20"));
    items.put(LabTrip.completed("missing"));
    items.lose();
    var before = sides.compare();
    items.afterFind =
        () -> {
          items.afterFind = () -> {};
          items.put(LabTrip.completed("amended").number("TOTAL_AMOUNT", "30"));
          items.put(LabTrip.completed("missing").number("TOTAL_AMOUNT", "30"));
          items.applyTo(sides.ledger);
        };
    var report = sides.repair(before);
    assertThat(report.leftAlone()).isEqualTo(2);
    assertThat(report.recorded() + report.amended()).isZero();
    assertThat(report.after().isEqual()).isTrue();
    assertThat(sides.row("select string_agg(total_amount::text, ' ') from trips"))
        .isEqualTo("30.00 30.00");
  }

  @Test
  void a_trip_that_changed_since_the_comparison_is_left_to_the_stream() throws Exception {
    sides.applied("t1");
    items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", "20"));
    items.lose();
    var before = sides.compare();
    items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", "30"));
    items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", "40"));
    var report = sides.repair(before);
    assertThat(report.leftAlone()).isEqualTo(1);
    assertThat(sides.found()).containsExactly("waiting: t1 40.00 14.18");
    items.applyTo(sides.ledger);
    assertThat(sides.compare().isEqual()).isTrue();
    assertThat(
            sides.row(
                "select string_agg(previous ->> 'total_amount', ' ' order by id) from trip_history"))
        .isEqualTo("14.18 30.00");
  }

  @Test
  void an_interrupted_repair_is_resumed_by_the_next() throws Exception {
    for (var number = 0; number < ItemSide.MOST_KEYS + 50; number++) {
      items.put(LabTrip.completed("t" + number));
    }
    items.lose();
    var before = sides.compare();
    var finds = new int[1];
    items.afterFind =
        () -> {
          if (++finds[0] == 2) {
            throw new IllegalStateException("cut off");
          }
        };
    assertThatThrownBy(() -> sides.repair(before)).hasMessage("cut off");
    items.afterFind = () -> {};
    assertThat(sides.row("select count(*) from trips")).isEqualTo("100");
    sides.restart();
    assertThat(sides.repair(sides.compare()).recorded()).isEqualTo(50);
    assertThat(sides.compare().isEqual()).isTrue();
  }

  @Test
  void a_gap_is_healed_once_the_sides_are_equal_if_it_was_found_before_the_comparison()
      throws Exception {
    gap("before");
    items.put(LabTrip.completed("missing"));
    items.put(LabTrip.completed("unreadable").without("EXTRA"));
    items.lose();
    assertThat(sides.repair(sides.compare()).gapsHealed()).isZero();
    sides.drop("unreadable");
    var compared = sides.compare();
    assertThat(compared.isEqual()).isTrue();
    gap("after");
    assertThat(sides.repair(compared).gapsHealed()).isEqualTo(1);
    assertThat(sides.row("select shard_id from stream_gap where healed_at is null"))
        .isEqualTo("after");
  }

  private void gap(String shard) throws SQLException {
    sides.run(
        "insert into stream_gap (stream_arn, shard_id, found_at) values"
            + " ('stream', '%s', clock_timestamp() at time zone 'UTC')".formatted(shard));
  }
}
