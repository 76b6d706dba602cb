package farestream.reconcile;

import farestream.checkpoint.Checkpoints;
import farestream.checkpoint.Gaps;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.IncomingTrips;
import farestream.sink.Ledger;
import farestream.stream.Image;
import farestream.stream.ItemValue;
import farestream.stream.TripChange;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Compares DynamoDB and PostgreSQL and repairs the differences. Safe to run concurrently with a
/// worker and with bookings: trips that change are checked again, and a repair never overwrites
/// what was written after the comparison. If it is killed, the repairs committed so far are valid.
///
/// Not thread-safe: it uses one connection, whose temporary tables hold its state.
public final class Reconciliation {
  private static final String NOW = "select clock_timestamp() at time zone 'UTC'";
  private static final Image COMPLETED =
      new Image(Map.of(TripAttribute.STATUS, new ItemValue.Text(TripStatus.COMPLETED.text())));

  private final Connection connection;
  private final ItemSide items;
  private final RetryPolicy retryPolicy;
  private final ComparisonScan scan;
  private final Mismatches mismatches;
  private SideTotals equal = SideTotals.NONE;
  private long scanned;

  /// @param connection used by this object alone from now on; auto-commit is turned off
  public Reconciliation(Connection connection, ItemSide items, RetryPolicy retryPolicy)
      throws SQLException {
    this.connection = connection;
    this.items = items;
    this.retryPolicy = retryPolicy;
    var incomingTrips = new IncomingTrips(connection);
    this.scan = new ComparisonScan(connection, incomingTrips);
    this.mismatches = new Mismatches(connection, incomingTrips);
    connection.setAutoCommit(false);
  }

  /// Compares both sides in both directions, column by column. Writes only temporary tables.
  ///
  /// @param progress receives the number of items scanned so far
  public ComparisonTotals compare(LongConsumer progress) throws SQLException, InterruptedException {
    equal = SideTotals.NONE;
    scanned = 0;
    var began = databaseTime();
    scan.begin();
    connection.commit();
    items.scan(
        (page, scannedByPage) -> {
          equal = equal.plus(scan.page(page));
          connection.commit();
          scanned += scannedByPage;
          progress.accept(scanned);
        });
    scan.addRowsWithoutItem();
    connection.commit();
    recheck();
    return comparison(began);
  }

  /// Returns the first trips with a verdict. Equal trips aren't kept.
  public List<Finding> findings(Verdict verdict, int limit) throws SQLException {
    var findings = mismatches.findings(verdict, 0, limit).findings();
    connection.commit();
    return findings;
  }

  /// Reports all trips with a verdict, page by page, in constant memory.
  public void findings(Verdict verdict, Findings each) throws SQLException {
    var page = mismatches.findings(verdict, 0, ItemSide.MOST_KEYS);
    while (!page.findings().isEmpty()) {
      connection.commit();
      page.findings().forEach(each::finding);
      page = mismatches.findings(verdict, page.last(), ItemSide.MOST_KEYS);
    }
    connection.commit();
  }

  /// Receives findings one by one.
  public interface Findings {
    void finding(Finding finding);
  }

  /// Repairs the faults of the comparison through the ledger and checks these trips again. If no
  /// faults remain, heals the gaps of the stream that were found before the comparison.
  ///
  /// @param before the result of [#compare(LongConsumer)] of this object
  public RepairReport repair(ComparisonTotals before) throws SQLException, InterruptedException {
    var source = "reconcile " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var numbers = new RepairNumbers(InstantSource.system());
    var ledger = new Ledger(connection);
    var report = RepairReport.nothing(source, before);
    var last = 0L;
    for (var chunk = mismatches.repairable(last); !chunk.isEmpty(); ) {
      connection.commit();
      var changes = changes(chunk, numbers);
      var done = committed(ledger.apply(new Batch(source, changes, Optional.empty())));
      report = report.plus(done, chunk.size() - changes.size());
      mismatches.reopen(chunk);
      connection.commit();
      last = chunk.getLast().id();
      chunk = mismatches.repairable(last);
    }
    connection.commit();
    recheck();
    var after = comparison(before.began());
    var healed = after.isEqual() ? Gaps.heal(connection, before.began()) : 0;
    connection.commit();
    return report.endedWith(healed, after);
  }

  /// Returns a change for every item that is unchanged since its verdict. For a changed item the
  /// stream has a record; writing it here would overtake the trip's records still in the stream.
  private List<TripChange> changes(List<Mismatch> chunk, RepairNumbers numbers)
      throws InterruptedException {
    var found = found(chunk);
    var changes = new ArrayList<TripChange>();
    for (var mismatch : chunk) {
      var item = Optional.ofNullable(found.get(mismatch.key()));
      if (mismatch.isUnchanged(ItemSnapshot.at(item))) {
        changes.add(change(mismatch, item, numbers.after(mismatch.latest())));
      }
    }
    return changes;
  }

  /// Creates the change for a repair. A trip with a row was completed, whatever its item says now.
  private static TripChange change(Mismatch mismatch, Optional<Image> item, String number) {
    var keys =
        new Image(
            Map.of(
                TripAttribute.RIDERID, new ItemValue.Text(mismatch.key().riderEmail()),
                TripAttribute.TRIPINFO, new ItemValue.Text(mismatch.key().tripInfo())));
    var previous = mismatch.hasRow() ? Optional.of(COMPLETED) : Optional.<Image>empty();
    return new TripChange(number, keys, previous, item);
  }

  private static BatchOutcome.Committed committed(BatchOutcome outcome) throws SQLException {
    return switch (outcome) {
      case BatchOutcome.Committed committed -> committed;
      case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
      case BatchOutcome.Fenced fenced ->
          throw new IllegalStateException("a batch without checkpoints was fenced: " + fenced);
    };
  }

  /// Determines the verdicts of the mismatches, in several attempts for trips that still change.
  private void recheck() throws SQLException, InterruptedException {
    for (var attempt = 1; attempt <= retryPolicy.attempts(); attempt++) {
      if (!readItems(attempt > 1)) {
        return;
      }
      var applied = Checkpoints.all(connection);
      connection.commit();
      items.pending(
          applied,
          keys -> {
            mismatches.putPending(keys);
            connection.commit();
          });
      mismatches.judge();
      equal = equal.plus(mismatches.removeEqual());
      connection.commit();
    }
    mismatches.unconfirmedToWaiting();
    connection.commit();
  }

  /// Reads the items of all undecided mismatches.
  ///
  /// @return whether there are any
  private boolean readItems(boolean pauseFirst) throws SQLException, InterruptedException {
    var chunk = mismatches.undecided(0);
    connection.commit();
    if (chunk.isEmpty()) {
      return false;
    }
    if (pauseFirst) {
      Thread.sleep(retryPolicy.pause());
    }
    mismatches.forgetSnapshots();
    while (!chunk.isEmpty()) {
      var found = found(chunk);
      var snapshots =
          chunk.stream()
              .map(mismatch -> ItemSnapshot.at(Optional.ofNullable(found.get(mismatch.key()))))
              .toList();
      mismatches.putSnapshots(chunk, snapshots);
      chunk = mismatches.undecided(chunk.getLast().id());
      connection.commit();
    }
    return true;
  }

  private Map<TripKey, Image> found(List<Mismatch> chunk) throws InterruptedException {
    var found = new HashMap<TripKey, Image>();
    for (var item : items.find(chunk.stream().map(Mismatch::key).toList())) {
      found.put(ComparisonScan.key(item), item);
    }
    return found;
  }

  private ComparisonTotals comparison(Instant began) throws SQLException {
    var tallies = mismatches.tallies();
    connection.commit();
    tallies.put(Verdict.EQUAL, equal);
    return new ComparisonTotals(began, tallies);
  }

  private Instant databaseTime() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(NOW)) {
      row.next();
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }
}
