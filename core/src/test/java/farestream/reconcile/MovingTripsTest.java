package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.stream.LabTrip;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MovingTripsTest {
  private final ComparedSides sides = new ComparedSides();
  private final ItemsInMemory items = sides.items;
  private int total = 100;

  MovingTripsTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    sides.close();
  }

  @Test
  void trips_completed_during_the_scan_are_no_faults() throws Exception {
    sides.carried("t1");
    items.afterScan =
        () -> {
          items.put(LabTrip.completed("carried meanwhile"));
          items.carry(sides.ledger);
          items.put(LabTrip.completed("pending"));
        };
    var comparison = sides.compare();
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.of(Verdict.EQUAL).trips()).isEqualTo(2);
  }

  @Test
  void a_trip_that_is_carried_between_the_looks_is_equal() throws Exception {
    items.put(LabTrip.completed("t1"));
    items.afterPending = () -> items.carry(sides.ledger);
    assertThat(sides.compare().of(Verdict.EQUAL).trips()).isEqualTo(1);
  }

  @Test
  void a_trip_that_changes_after_its_item_was_read_is_no_fault() throws Exception {
    sides.carried("t1");
    amend();
    items.lose();
    items.afterFind = this::amendAndCarry;
    var comparison = sides.compare();
    assertThat(sides.found()).hasSize(1).allMatch(line -> line.startsWith("waiting: t1 "));
    items.afterFind = () -> {};
    assertThat(sides.compare().of(Verdict.EQUAL).trips()).isEqualTo(1);
    assertThat(comparison.isEqual()).isTrue();
  }

  @Test
  void a_trip_that_appears_after_its_item_was_looked_for_is_no_fault() throws Exception {
    sides.carried("t1");
    items.remove("t1");
    items.lose();
    items.afterFind =
        () -> {
          amendAndCarry();
          items.remove("t1");
          items.lose();
        };
    assertThat(sides.compare().isEqual()).isTrue();
    items.afterFind = () -> {};
    sides.compare();
    assertThat(sides.found()).hasSize(1).allMatch(line -> line.startsWith("missing_in_dynamodb"));
  }

  @Test
  void a_fault_seen_only_in_the_last_look_is_not_called_one() throws Exception {
    items.put(LabTrip.completed("t1"));
    var looks = new int[1];
    items.afterPending =
        () -> {
          if (++looks[0] == 2) {
            items.lose();
          }
        };
    sides.compare();
    assertThat(sides.found()).containsExactly("waiting: t1 14.18 -");
    sides.compare();
    assertThat(sides.found()).containsExactly("missing_in_ledger: t1 14.18 -");
  }

  private void amendAndCarry() {
    amend();
    items.carry(sides.ledger);
  }

  private void amend() {
    items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", Integer.toString(++total)));
  }
}
