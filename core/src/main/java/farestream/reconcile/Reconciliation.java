package farestream.reconcile;

import farestream.checkpoint.Checkpoints;
import farestream.checkpoint.Gaps;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.stream.Image;
import farestream.stream.ItemValue;
import farestream.stream.TripChange;
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

/// One comparison of both sides, and the repair after it. Beside a worker and bookings it is right
/// and does no harm: trips that move are looked at again, and a repair loses against whatever is
/// written after the comparison. Killed anywhere it leaves only what is right already.
///
/// Not thread-safe: it works on one connection, whose temporary tables hold what it remembers.
public final class Reconciliation {
  private static final String NOW = "select clock_timestamp() at time zone 'UTC'";
  private static final Image COMPLETED =
      new Image(Map.of("STATUS", new ItemValue.Text(TripStatus.COMPLETED.text())));

  private final Connection connection;
  private final ItemSide items;
  private final RetryPolicy patience;
  private final ComparisonScan firstPass;
  private final Mismatches suspects;
  private SideTotals equal = SideTotals.NONE;
  private long lookedAt;

  /// @param connection taken over: auto-commit is switched off
  public Reconciliation(Connection connection, ItemSide items, RetryPolicy patience)
      throws SQLException {
    this.connection = connection;
    this.items = items;
    this.patience = patience;
    this.firstPass = new ComparisonScan(connection);
    this.suspects = new Mismatches(connection);
    connection.setAutoCommit(false);
  }

  /// Both ways, field by field. Writes nothing.
  ///
  /// @param progress hears how many items were looked at so far
  public Comparison compare(LongConsumer progress) throws SQLException, InterruptedException {
    equal = SideTotals.NONE;
    lookedAt = 0;
    var began = databaseTime();
    firstPass.begin();
    connection.commit();
    items.scan(
        (page, looked) -> {
          equal = equal.plus(firstPass.page(page));
          connection.commit();
          lookedAt += looked;
          progress.accept(lookedAt);
        });
    firstPass.rowsNotSeen();
    connection.commit();
    lookAgain();
    return comparison(began);
  }

  /// The first trips of a verdict. Equal ones are not kept.
  public List<Finding> findings(Verdict verdict, int limit) throws SQLException {
    var findings = suspects.findings(verdict, 0, limit).findings();
    connection.commit();
    return findings;
  }

  /// All trips of a verdict, whose number is not bounded.
  public void findings(Verdict verdict, Findings each) throws SQLException {
    var page = suspects.findings(verdict, 0, ItemSide.MOST_KEYS);
    while (!page.findings().isEmpty()) {
      connection.commit();
      page.findings().forEach(each::finding);
      page = suspects.findings(verdict, page.last(), ItemSide.MOST_KEYS);
    }
    connection.commit();
  }

  /// Takes findings one by one.
  public interface Findings {
    void finding(Finding finding);
  }

  /// Puts right what the comparison found, through the ledger, and looks again. A gap of the stream
  /// is healed if nothing is wrong then.
  ///
  /// @param before from [#compare(LongConsumer)] of this very object
  public RepairReport repair(Comparison before) throws SQLException, InterruptedException {
    var source = "reconcile " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var numbers = new RepairNumbers(InstantSource.system());
    var ledger = new Ledger(connection);
    var repaired = RepairReport.nothing(source, before);
    var last = 0L;
    for (var chunk = suspects.repairable(last); !chunk.isEmpty(); ) {
      connection.commit();
      var changes = changes(chunk, numbers);
      var done = committed(ledger.apply(new Batch(source, changes, Optional.empty())));
      repaired = repaired.plus(done, chunk.size() - changes.size());
      suspects.again(chunk);
      connection.commit();
      last = chunk.getLast().id();
      chunk = suspects.repairable(last);
    }
    connection.commit();
    lookAgain();
    var after = comparison(before.began());
    var healed = after.isEqual() ? Gaps.heal(connection, before.began()) : 0;
    connection.commit();
    return repaired.endedWith(healed, after);
  }

  /// The items as they were judged. One that has changed since is its record's affair: written
  /// now, it would come before what the stream still holds of it.
  private List<TripChange> changes(List<Mismatch> chunk, RepairNumbers numbers)
      throws InterruptedException {
    var found = found(chunk);
    var changes = new ArrayList<TripChange>();
    for (var suspect : chunk) {
      var item = Optional.ofNullable(found.get(suspect.key()));
      if (suspect.isStill(ItemSnapshot.at(item))) {
        changes.add(change(suspect, item, numbers.after(suspect.latest())));
      }
    }
    return changes;
  }

  /// A trip that has a row was completed, whatever its item says now.
  private static TripChange change(Mismatch suspect, Optional<Image> item, String number) {
    var keys =
        new Image(
            Map.of(
                "riderid", new ItemValue.Text(suspect.key().riderEmail()),
                "tripinfo", new ItemValue.Text(suspect.key().tripInfo())));
    var former = suspect.hasRow() ? Optional.of(COMPLETED) : Optional.<Image>empty();
    return new TripChange(number, keys, former, item);
  }

  private static BatchOutcome.Committed committed(BatchOutcome outcome) throws SQLException {
    return switch (outcome) {
      case BatchOutcome.Committed committed -> committed;
      case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
      case BatchOutcome.Fenced fenced ->
          throw new IllegalStateException("a batch without progress was fenced: " + fenced);
    };
  }

  private void lookAgain() throws SQLException, InterruptedException {
    for (var look = 1; look <= patience.looks(); look++) {
      if (!readItems(look > 1)) {
        return;
      }
      var applied = Checkpoints.all(connection);
      connection.commit();
      items.pending(
          applied,
          keys -> {
            suspects.pending(keys);
            connection.commit();
          });
      suspects.judge();
      equal = equal.plus(suspects.settleEqual());
      connection.commit();
    }
    suspects.doubtToWaiting();
    connection.commit();
  }

  /// @return whether there was anything to look at
  private boolean readItems(boolean pauseFirst) throws SQLException, InterruptedException {
    var chunk = suspects.unsettled(0);
    connection.commit();
    if (chunk.isEmpty()) {
      return false;
    }
    if (pauseFirst) {
      Thread.sleep(patience.pause());
    }
    while (!chunk.isEmpty()) {
      var found = found(chunk);
      var looked =
          chunk.stream()
              .map(suspect -> ItemSnapshot.at(Optional.ofNullable(found.get(suspect.key()))))
              .toList();
      suspects.looked(chunk, looked);
      chunk = suspects.unsettled(chunk.getLast().id());
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

  private Comparison comparison(Instant began) throws SQLException {
    var tallies = suspects.tallies();
    connection.commit();
    tallies.put(Verdict.EQUAL, equal);
    return new Comparison(began, tallies);
  }

  private Instant databaseTime() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(NOW)) {
      row.next();
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }
}
