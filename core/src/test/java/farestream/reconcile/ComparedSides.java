package farestream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.database.TestDatabase;
import farestream.sink.Ledger;
import farestream.stream.Decision;
import farestream.stream.LabTrip;
import farestream.stream.TripDecoder;
import farestream.trip.CompletedTrip;
import farestream.tripimport.CopyRows;
import farestream.tripimport.TripImports;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A trips table, a worker's ledger and a comparison of the two, for tests.
final class ComparedSides implements AutoCloseable {
  final ItemsInMemory items = new ItemsInMemory();
  final Ledger ledger;
  private final TestDatabase database = TestDatabase.fresh();
  private final Connection workers;
  private Connection connection;
  private Reconciliation reconciliation;

  ComparedSides() throws SQLException {
    workers = database.commands().getConnection();
    ledger = new Ledger(workers);
    connection = database.commands().getConnection();
    reconciliation = reconciliation();
  }

  private Reconciliation reconciliation() throws SQLException {
    return new Reconciliation(connection, items, new RetryPolicy(3, Duration.ofMillis(1)));
  }

  /// Simulates a process that was killed and restarted.
  void restart() throws SQLException {
    connection.close();
    connection = database.commands().getConnection();
    reconciliation = reconciliation();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    workers.close();
  }

  /// Puts items and applies their records.
  void applied(String... tripInfos) {
    Stream.of(tripInfos).map(LabTrip::completed).forEach(items::put);
    items.applyTo(ledger);
  }

  /// Imports trips without their items.
  void imported(String... tripInfos) throws SQLException {
    try (var loading = database.commands().getConnection()) {
      var trips = Stream.of(tripInfos).map(LabTrip::completed).map(ComparedSides::read).toList();
      TripImports.begin(loading)
          .orElseThrow()
          .load(new TripImports.LoadStart("test", 0, true), CopyRows.of(trips), TripImports.ALONE);
    }
  }

  private static CompletedTrip read(LabTrip trip) {
    return ((Decision.Recording) TripDecoder.decide(trip.change(1))).trip();
  }

  ComparisonTotals compare() throws SQLException, InterruptedException {
    return reconciliation.compare(_ -> {});
  }

  /// Repairs the last comparison.
  RepairReport repair(ComparisonTotals before) throws SQLException, InterruptedException {
    return reconciliation.repair(before);
  }

  List<Finding> findings(Verdict verdict) throws SQLException {
    return reconciliation.findings(verdict, 100);
  }

  /// Returns a line `verdict: tripinfo total-of-item total-of-row` for every trip that isn't equal.
  List<String> found() throws SQLException {
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

  void drop(String tripInfo) throws SQLException {
    run(
        "update quarantine set resolved_at = now(), resolution = 'dropped',"
            + " resolution_reason = 'a test ride' where trip_info = '%s'".formatted(tripInfo));
  }

  /// Runs a statement as the role of the commands.
  void run(String sql) throws SQLException {
    try (var other = database.commands().getConnection();
        var statement = other.createStatement()) {
      statement.execute(sql);
    }
  }

  String row(String sql) throws SQLException {
    try (var other = database.commands().getConnection();
        var statement = other.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as("a row").isTrue();
      return rows.getString(1);
    }
  }
}
