package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.TestDatabase;
import farestream.ledger.Ledger;
import farestream.stream.LabTrip;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final ItemsInMemory items = new ItemsInMemory();
  private final Connection connection;
  private final Connection workers;
  private final Ledger ledger;
  private final Reconciliation reconciliation;

  ReconciliationTest() throws SQLException {
    connection = database.commands().getConnection();
    workers = database.commands().getConnection();
    ledger = new Ledger(workers);
    reconciliation = new Reconciliation(connection, items, new Patience(3, Duration.ofMillis(1)));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    workers.close();
  }

  @Test
  void sides_that_are_the_same_are_equal_with_the_same_sums() throws Exception {
    carried("t1", "t2", "t3");
    var comparison = compare();
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.inAll().trips()).isEqualTo(3);
    assertThat(comparison.inAll().inDynamoDb()).isEqualByComparingTo("42.54");
    assertThat(comparison.inAll().inPostgres()).isEqualByComparingTo("42.54");
  }

  @Test
  void nothing_on_either_side_is_equal() throws Exception {
    assertThat(compare().tallies()).containsOnlyKeys(Verdict.EQUAL);
    assertThat(compare().isEqual()).isTrue();
  }

  @Test
  void each_difference_has_its_name_and_its_sums() throws Exception {
    carried("same", "amended in the gap", "removed in the gap", "removed", "no longer completed");
    items.remove("removed");
    items.carry(ledger);
    items.put(LabTrip.completed("amended in the gap").number("TOTAL_AMOUNT", "20"));
    items.put(LabTrip.completed("lost in the gap"));
    items.remove("removed in the gap");
    items.put(LabTrip.completed("no longer completed").text("STATUS", "Booked"));
    items.lose();
    items.put(LabTrip.completed("unknown driver").number("DRIVER_ID", "5"));
    items.put(LabTrip.completed("lower case").text("STATUS", "completed"));
    items.put(LabTrip.completed("dropped").without("EXTRA"));
    items.carry(ledger);
    drop("dropped");
    items.put(LabTrip.completed("lower case in the gap").text("STATUS", "completed"));
    items.lose();
    items.put(LabTrip.completed("under way"));
    items.put(LabTrip.completed("booked").text("STATUS", "Booked"));

    var comparison = compare();

    assertThat(found())
        .containsExactlyInAnyOrder(
            "different: amended in the gap 20.00 14.18",
            "different: no longer completed - 14.18",
            "missing_in_ledger: lost in the gap 14.18 -",
            "missing_in_ledger: lower case in the gap - -",
            "missing_in_dynamodb: removed in the gap - 14.18",
            "removed: removed - 14.18",
            "quarantined: unknown driver 14.18 -",
            "quarantined: lower case - -",
            "dropped: dropped - -",
            "waiting: under way 14.18 -");
    assertThat(comparison.faults()).isEqualTo(7);
    assertThat(comparison.isEqual()).isFalse();
    assertThat(comparison.of(Verdict.EQUAL)).isEqualTo(Tally.equal(1, dollars("14.18")));
    assertThat(comparison.inAll().items()).isEqualTo(5);
    assertThat(comparison.inAll().inDynamoDb()).isEqualByComparingTo("76.72");
    assertThat(comparison.inAll().rows()).isEqualTo(5);
    assertThat(comparison.inAll().inPostgres()).isEqualByComparingTo("70.90");
  }

  private static BigDecimal dollars(String text) {
    return new BigDecimal(text);
  }

  private void carried(String... tripInfos) {
    Stream.of(tripInfos).map(LabTrip::completed).forEach(items::put);
    items.carry(ledger);
  }

  private Comparison compare() throws Exception {
    return reconciliation.compare(_ -> {});
  }

  private List<String> found() throws SQLException {
    var found = new ArrayList<String>();
    for (var verdict : Verdict.values()) {
      reconciliation.findings(verdict, finding -> found.add(line(finding)));
    }
    return found;
  }

  private static String line(Finding finding) {
    return "%s: %s %s %s"
        .formatted(
            finding.verdict().code(),
            finding.tripInfo(),
            finding.inDynamoDb().map(BigDecimal::toPlainString).orElse("-"),
            finding.inPostgres().map(BigDecimal::toPlainString).orElse("-"));
  }

  private void drop(String tripInfo) throws SQLException {
    run(
        "update quarantine set resolved_at = now(), resolution = 'dropped',"
            + " resolution_reason = 'a test ride' where trip_info = '%s'".formatted(tripInfo));
  }

  private void run(String sql) throws SQLException {
    try (var other = database.commands().getConnection();
        var statement = other.createStatement()) {
      statement.execute(sql);
    }
  }
}
