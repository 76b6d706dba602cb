package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.sink.TripColumn;
import farestream.stream.LabTrip;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class ReconciliationTest {
  private final ComparedSides sides = new ComparedSides();
  private final ItemsInMemory items = sides.items;

  ReconciliationTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    sides.close();
  }

  @Test
  void sides_with_the_same_trips_are_equal_with_the_same_totals() throws Exception {
    sides.applied("t1", "t2", "t3");
    var comparison = sides.compare();
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.inAll()).isEqualTo(SideTotals.equal(3, new BigDecimal("42.54")));
    assertThat(sides.found()).isEmpty();
  }

  @Test
  void nothing_on_either_side_is_equal() throws Exception {
    assertThat(sides.compare().tallies()).containsOnlyKeys(Verdict.EQUAL);
    assertThat(sides.compare().isEqual()).isTrue();
  }

  @Test
  void each_difference_has_its_verdict_and_totals() throws Exception {
    sides.applied("same", "amended in gap", "removed in gap", "removed", "no longer completed");
    items.remove("removed");
    items.applyTo(sides.ledger);
    items.put(LabTrip.completed("amended in gap").number("TOTAL_AMOUNT", "20"));
    items.put(LabTrip.completed("lost in gap"));
    items.remove("removed in gap");
    items.put(LabTrip.completed("no longer completed").text("STATUS", "Booked"));
    items.lose();
    items.put(LabTrip.completed("unknown driver").number("DRIVER_ID", "5"));
    items.put(LabTrip.completed("lower case").text("STATUS", "completed"));
    items.put(LabTrip.completed("dropped").without("EXTRA"));
    items.applyTo(sides.ledger);
    sides.drop("dropped");
    items.put(LabTrip.completed("lower case in gap").text("STATUS", "completed"));
    items.lose();
    items.put(LabTrip.completed("under way"));
    items.put(LabTrip.completed("booked").text("STATUS", "Booked"));

    var comparison = sides.compare();

    assertThat(sides.found())
        .containsExactlyInAnyOrder(
            "different: amended in gap 20.00 14.18",
            "different: no longer completed - 14.18",
            "missing_in_ledger: lost in gap 14.18 -",
            "missing_in_ledger: lower case in gap - -",
            "missing_in_dynamodb: removed in gap - 14.18",
            "removed: removed - 14.18",
            "quarantined: unknown driver 14.18 -",
            "quarantined: lower case - -",
            "dropped: dropped - -",
            "waiting: under way 14.18 -");
    assertThat(comparison.faults()).isEqualTo(7);
    assertThat(comparison.isEqual()).isFalse();
    assertThat(comparison.of(Verdict.EQUAL))
        .isEqualTo(SideTotals.equal(1, new BigDecimal("14.18")));
    assertThat(comparison.inAll().items()).isEqualTo(5);
    assertThat(comparison.inAll().inDynamoDb()).isEqualByComparingTo("76.72");
    assertThat(comparison.inAll().rows()).isEqualTo(5);
    assertThat(comparison.inAll().inPostgres()).isEqualByComparingTo("70.90");
  }

  @Test
  void pending_and_explained_differences_leave_the_sides_equal() throws Exception {
    sides.applied("removed");
    items.remove("removed");
    items.put(LabTrip.completed("dropped").without("EXTRA"));
    items.applyTo(sides.ledger);
    sides.drop("dropped");
    items.put(LabTrip.completed("under way"));
    assertThat(sides.compare().isEqual()).isTrue();
    assertThat(sides.found()).hasSize(3);
  }

  @Test
  void a_difference_in_any_column_is_found_and_named_alone() throws Exception {
    sides.run("insert into riders (rider_id) values (70000)");
    for (var column : Columns.DATA) {
      sides.applied(column.name());
      sides.run(
          "update trips set %s = %s where trip_info = '%s'"
              .formatted(column.name(), another(column), column.name()));
    }
    sides.compare();
    var findings = sides.findings(Verdict.DIFFERENT);
    assertThat(findings).hasSize(Columns.DATA.size()).hasSizeGreaterThan(35);
    for (var finding : findings) {
      assertThat(finding.differences().orElseThrow())
          .matches("\\{ \"" + finding.tripInfo() + "\" : \\{[^{}]*} }");
    }
    assertThat(findings.toString())
        .contains("\"total_amount\" : {\"dynamodb\" : 14.18, \"postgresql\" : 15.18}")
        .contains("\"pickup_datetime\" : {\"dynamodb\" : \"2019-12-18T05:15:33\"")
        .contains("\"driver_name\" : {}")
        .doesNotContain("person69257", "@", "+11", "PXX", "-73.", "40.66");
  }

  private static String another(TripColumn column) {
    return switch (column.name()) {
      case "rider_id" -> "70000";
      case "driver_id" -> "556550";
      case "status" -> "'Cancelled'";
      case "pickup_datetime" -> "pickup_datetime - interval '1 microsecond'";
      case "dropoff_datetime" -> "dropoff_datetime + interval '1 microsecond'";
      default ->
          column.type() == TripColumn.Type.TEXT
              ? "null"
              : "coalesce(%s, 0) + 1".formatted(column.name());
    };
  }

  @Test
  void a_quarantined_record_of_an_earlier_item_explains_nothing() throws Exception {
    items.put(LabTrip.completed("repaired").without("EXTRA"));
    items.applyTo(sides.ledger);
    items.put(LabTrip.completed("repaired"));
    items.lose();
    var before = sides.compare();
    assertThat(sides.found()).containsExactly("missing_in_ledger: repaired 14.18 -");
    assertThat(sides.repair(before).after().isEqual()).isTrue();
    assertThat(sides.compare().isEqual()).isTrue();
    assertThat(sides.row("select count(*) from quarantine where resolved_at is null"))
        .isEqualTo("1");
  }

  @Test
  void keys_that_postgresql_cannot_store_are_compared_too() throws Exception {
    var longest = "é".repeat(512);
    items.put(LabTrip.completed("with\0nul"));
    items.put(LabTrip.completed(longest));
    items.applyTo(sides.ledger);
    sides.compare();
    assertThat(sides.found())
        .containsExactlyInAnyOrder(
            "quarantined: with\uFFFDnul - -", "quarantined: " + longest + " - -");
    items.remove("with\0nul");
    items.remove(longest);
    items.applyTo(sides.ledger);
    assertThat(sides.compare().isEqual()).isTrue();
    assertThat(sides.found()).isEmpty();
  }
}
