package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.stream.LabTrip;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangingTripsTest {
  private final ComparedSides sides = new ComparedSides();
  private final ItemsInMemory items = sides.items;
  private int total = 100;

  ChangingTripsTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    sides.close();
  }

  @Test
  void trips_completed_during_the_scan_are_no_faults() throws Exception {
    sides.applied("t1");
    items.afterScan =
        () -> {
          items.put(LabTrip.completed("applied concurrently"));
          items.applyTo(sides.ledger);
          items.put(LabTrip.completed("pending"));
        };
    var comparison = sides.compare();
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.of(Verdict.EQUAL).trips()).isEqualTo(2);
  }

  @Test
  void a_trip_that_is_applied_between_attempts_is_equal() throws Exception {
    items.put(LabTrip.completed("t1"));
    items.afterPending = () -> items.applyTo(sides.ledger);
    assertThat(sides.compare().of(Verdict.EQUAL).trips()).isEqualTo(1);
  }

  @Test
  void a_trip_that_changes_after_its_item_was_read_is_no_fault() throws Exception {
    sides.applied("t1");
    amend();
    items.lose();
    items.afterFind = this::amendAndApply;
    var comparison = sides.compare();
    assertThat(sides.found()).hasSize(1).allMatch(line -> line.startsWith("waiting: t1 "));
    items.afterFind = () -> {};
    assertThat(sides.compare().of(Verdict.EQUAL).trips()).isEqualTo(1);
    assertThat(comparison.isEqual()).isTrue();
  }

  @Test
  void a_trip_that_appears_after_its_item_was_read_is_no_fault() throws Exception {
    sides.applied("t1");
    items.remove("t1");
    items.lose();
    items.afterFind =
        () -> {
          amendAndApply();
          items.remove("t1");
          items.lose();
        };
    assertThat(sides.compare().isEqual()).isTrue();
    items.afterFind = () -> {};
    sides.compare();
    assertThat(sides.found()).hasSize(1).allMatch(line -> line.startsWith("missing_in_dynamodb"));
  }

  @Test
  void a_fault_found_only_in_the_last_attempt_is_not_reported() throws Exception {
    items.put(LabTrip.completed("t1"));
    var attempts = new int[1];
    items.afterPending =
        () -> {
          if (++attempts[0] == 2) {
            items.lose();
          }
        };
    sides.compare();
    assertThat(sides.found()).containsExactly("waiting: t1 14.18 -");
    sides.compare();
    assertThat(sides.found()).containsExactly("missing_in_ledger: t1 14.18 -");
  }

  private void amendAndApply() {
    amend();
    items.applyTo(sides.ledger);
  }

  private void amend() {
    items.put(LabTrip.completed("t1").number("TOTAL_AMOUNT", Integer.toString(++total)));
  }
}
