package farestream.replay;

import farestream.tlc.TripPlan;
import farestream.trip.TripKey;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/// Waits until completed trips have arrived in the ledger, and compares their totals.
/// Trips are looked up batch by batch, so that memory stays constant and other trips in the tables
/// don't matter.
public final class LedgerWait {
  private static final int BATCH = 250;
  private static final Duration FIRST_POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_POLL = Duration.ofMillis(250);

  private final LedgerSide ledger;
  private final Timeouts timeouts;
  private final Counts counts = new Counts();

  /// How long to wait for a trip that doesn't arrive.
  ///
  /// @param idle the longest wait without any progress of the stream's checkpoints
  /// @param busy the longest wait while checkpoints advance but none of the trips arrives
  public record Timeouts(Duration idle, Duration busy) {
    private static final int TIMES_LONGER = 20;

    /// Returns timeouts of `idle`, and of 20 times that while the stream advances.
    public static Timeouts of(Duration idle) {
      return new Timeouts(idle, idle.multipliedBy(TIMES_LONGER));
    }
  }

  /// The trips to wait for.
  public interface Expected {
    /// Returns the next trips with their totals in dollars; empty after the last ones.
    Map<TripKey, BigDecimal> batch() throws InterruptedException;
  }

  /// What the ledger has of the trips.
  ///
  /// @param inLedger the number of trips with a row
  /// @param inLedgerTotal the sum of these rows, in dollars
  /// @param quarantined the number of trips without a row and with a record in quarantine
  /// @param quarantinedTotal the expected sum of these trips, in dollars
  /// @param differing the number of rows whose total isn't the expected one
  /// @param missing the number of trips that were found neither way before the wait ended
  public record Outcome(
      long inLedger,
      BigDecimal inLedgerTotal,
      long quarantined,
      BigDecimal quarantinedTotal,
      long differing,
      long missing) {

    /// Returns whether every trip completed in DynamoDB has arrived, each with its exact total.
    ///
    /// @param trips the number of trips completed in DynamoDB
    /// @param total their sum, in dollars
    public boolean agreesWith(long trips, BigDecimal total) {
      return missing == 0
          && differing == 0
          && inLedger + quarantined == trips
          && inLedgerTotal.add(quarantinedTotal).compareTo(total) == 0;
    }
  }

  private LedgerWait(LedgerSide ledger, Timeouts timeouts) {
    this.ledger = ledger;
    this.timeouts = timeouts;
  }

  /// Waits for the trips of a replay. Reads its file once more.
  ///
  /// @param advanced receives the number of trips that have arrived so far
  public static Outcome await(
      DataSource database,
      TripPlan plan,
      ReplayResult replayed,
      Timeouts timeouts,
      LongConsumer advanced)
      throws SQLException, InterruptedException {
    try (var pass = plan.pass()) {
      return await(database, () -> batch(pass, replayed.conflicting()), timeouts, advanced);
    }
  }

  /// Waits for the expected trips.
  ///
  /// @param advanced receives the number of trips that have arrived so far
  public static Outcome await(
      DataSource database, Expected expected, Timeouts timeouts, LongConsumer advanced)
      throws SQLException, InterruptedException {
    try (var connection = database.getConnection()) {
      var wait = new LedgerWait(new LedgerSide(connection), timeouts);
      for (var batch = expected.batch(); !batch.isEmpty(); batch = expected.batch()) {
        wait.await(batch, advanced);
      }
      return wait.counts.outcome();
    }
  }

  /// Returns the next trips of the file that weren't refused.
  private static Map<TripKey, BigDecimal> batch(TripPlan.Pass pass, BitSet conflicting) {
    var batch = new HashMap<TripKey, BigDecimal>();
    while (batch.size() < BATCH) {
      var entry = pass.next();
      if (entry.isEmpty()) {
        break;
      }
      switch (entry.get()) {
        case TripPlan.Entry.Trip(var trip) -> {
          if (!conflicting.get(Math.toIntExact(trip.line()))) {
            batch.put(trip.key(), trip.record().fare().total().amount());
          }
        }
        case TripPlan.Entry.Refused _ -> {}
      }
    }
    return batch;
  }

  /// Waits for a batch. After the first trip that doesn't arrive in time, the remaining trips are
  /// looked up without waiting.
  private void await(Map<TripKey, BigDecimal> batch, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var waiting = new HashMap<>(batch);
    var poll = FIRST_POLL;
    var lastArrival = Instant.now();
    var lastProgress = lastArrival;
    var previousCheckpoints = "";
    while (true) {
      var before = waiting.size();
      removeArrived(waiting);
      advanced.accept(counts.arrived());
      if (waiting.isEmpty()) {
        return;
      }
      var now = Instant.now();
      var checkpoints = ledger.checkpoints();
      lastArrival = waiting.size() < before ? now : lastArrival;
      lastProgress =
          waiting.size() < before || !checkpoints.equals(previousCheckpoints) ? now : lastProgress;
      previousCheckpoints = checkpoints;
      if (counts.missing > 0
          || now.isAfter(lastProgress.plus(timeouts.idle))
          || now.isAfter(lastArrival.plus(timeouts.busy))) {
        counts.missing += waiting.size();
        return;
      }
      Thread.sleep(poll);
      poll = longer(poll);
    }
  }

  private static Duration longer(Duration poll) {
    var doubled = poll.multipliedBy(2);
    return doubled.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : doubled;
  }

  /// Counts the trips that have arrived and removes them from those that are waited for.
  private void removeArrived(Map<TripKey, BigDecimal> waiting) throws SQLException {
    var recorded = ledger.recorded(List.copyOf(waiting.keySet()));
    recorded.forEach((key, total) -> counts.recorded(waiting.getOrDefault(key, total), total));
    waiting.keySet().removeAll(recorded.keySet());
    if (!waiting.isEmpty()) {
      for (var key : ledger.quarantined(List.copyOf(waiting.keySet()))) {
        counts.quarantined(waiting.getOrDefault(key, BigDecimal.ZERO));
        waiting.remove(key);
      }
    }
  }

  /// Accumulates the outcome as trips arrive.
  private static final class Counts {
    private long inLedger;
    private BigDecimal inLedgerTotal = new BigDecimal("0.00");
    private long quarantined;
    private BigDecimal quarantinedTotal = new BigDecimal("0.00");
    private long differing;
    private long missing;

    void recorded(BigDecimal expected, BigDecimal total) {
      inLedger++;
      inLedgerTotal = inLedgerTotal.add(total);
      if (total.compareTo(expected) != 0) {
        differing++;
      }
    }

    void quarantined(BigDecimal expected) {
      quarantined++;
      quarantinedTotal = quarantinedTotal.add(expected);
    }

    long arrived() {
      return inLedger + quarantined;
    }

    Outcome outcome() {
      return new Outcome(
          inLedger, inLedgerTotal, quarantined, quarantinedTotal, differing, missing);
    }
  }
}
