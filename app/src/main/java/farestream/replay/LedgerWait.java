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

/// Waits until completed trips have come out of the stream, and compares: asks the ledger for them
/// batch by batch, so that memory stays flat and nothing else that is in the tables plays a part.
public final class LedgerWait {
  private static final int BATCH = 250;
  private static final Duration FIRST_POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_POLL = Duration.ofMillis(250);

  private final LedgerSide ledger;
  private final Patience patience;
  private final Counts counts = new Counts();

  /// How long to wait for a trip that doesn't come.
  ///
  /// @param still while nobody reads the stream
  /// @param busy while somebody reads, but nothing of ours comes
  public record Patience(Duration still, Duration busy) {
    private static final int TIMES_LONGER = 20;

    public static Patience of(Duration still) {
      return new Patience(still, still.multipliedBy(TIMES_LONGER));
    }
  }

  /// The trips to wait for.
  public interface Expected {
    /// The next few with their totals; none at the end.
    Map<TripKey, BigDecimal> batch() throws InterruptedException;
  }

  /// What the ledger has of them.
  ///
  /// @param carried trips with a row, `carriedTotal` their sum in dollars
  /// @param quarantined trips quarantined, `quarantinedTotal` the sum of their records
  /// @param differing trips whose row has another total than the record
  /// @param missing trips that are neither, though waited for
  public record Outcome(
      long carried,
      BigDecimal carriedTotal,
      long quarantined,
      BigDecimal quarantinedTotal,
      long differing,
      long missing) {

    /// Whether all that DynamoDB has completed is here, each trip by itself and to the cent.
    public boolean agreesWith(long trips, BigDecimal total) {
      return missing == 0
          && differing == 0
          && carried + quarantined == trips
          && carriedTotal.add(quarantinedTotal).compareTo(total) == 0;
    }
  }

  private LedgerWait(LedgerSide ledger, Patience patience) {
    this.ledger = ledger;
    this.patience = patience;
  }

  /// For a replay's trips its file is read once more.
  ///
  /// @param advanced hears how many trips have arrived so far
  public static Outcome await(
      DataSource database,
      TripPlan plan,
      ReplayResult replayed,
      Patience patience,
      LongConsumer advanced)
      throws SQLException, InterruptedException {
    try (var pass = plan.pass()) {
      return await(database, () -> batch(pass, replayed.inTheWay()), patience, advanced);
    }
  }

  /// @param advanced hears how many trips have arrived so far
  public static Outcome await(
      DataSource database, Expected expected, Patience patience, LongConsumer advanced)
      throws SQLException, InterruptedException {
    try (var connection = database.getConnection()) {
      var arrival = new LedgerWait(new LedgerSide(connection), patience);
      for (var batch = expected.batch(); !batch.isEmpty(); batch = expected.batch()) {
        arrival.await(batch, advanced);
      }
      return arrival.counts.outcome();
    }
  }

  /// The next trips that were not refused.
  private static Map<TripKey, BigDecimal> batch(TripPlan.Pass pass, BitSet inTheWay) {
    var batch = new HashMap<TripKey, BigDecimal>();
    while (batch.size() < BATCH) {
      var entry = pass.next();
      if (entry.isEmpty()) {
        break;
      }
      switch (entry.get()) {
        case TripPlan.Entry.Trip(var trip) -> {
          if (!inTheWay.get(Math.toIntExact(trip.line()))) {
            batch.put(trip.key(), trip.record().fare().total().amount());
          }
        }
        case TripPlan.Entry.Refused _ -> {}
      }
    }
    return batch;
  }

  /// Once patience is gone for one trip, the rest is looked up and no longer waited for.
  private void await(Map<TripKey, BigDecimal> batch, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var waiting = new HashMap<>(batch);
    var poll = FIRST_POLL;
    var lastOurs = Instant.now();
    var lastSign = lastOurs;
    var readSoFar = "";
    while (true) {
      var before = waiting.size();
      settle(waiting);
      advanced.accept(counts.arrived());
      if (waiting.isEmpty()) {
        return;
      }
      var now = Instant.now();
      var read = ledger.readSoFar();
      lastOurs = waiting.size() < before ? now : lastOurs;
      lastSign = waiting.size() < before || !read.equals(readSoFar) ? now : lastSign;
      readSoFar = read;
      if (counts.missing > 0
          || now.isAfter(lastSign.plus(patience.still))
          || now.isAfter(lastOurs.plus(patience.busy))) {
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

  private void settle(Map<TripKey, BigDecimal> waiting) throws SQLException {
    var recorded = ledger.recorded(List.copyOf(waiting.keySet()));
    recorded.forEach((key, total) -> counts.carried(waiting.getOrDefault(key, total), total));
    waiting.keySet().removeAll(recorded.keySet());
    if (!waiting.isEmpty()) {
      for (var key : ledger.quarantined(List.copyOf(waiting.keySet()))) {
        counts.quarantined(waiting.getOrDefault(key, BigDecimal.ZERO));
        waiting.remove(key);
      }
    }
  }

  /// Adds up as trips arrive.
  private static final class Counts {
    private long carried;
    private BigDecimal carriedTotal = new BigDecimal("0.00");
    private long quarantined;
    private BigDecimal quarantinedTotal = new BigDecimal("0.00");
    private long differing;
    private long missing;

    void carried(BigDecimal expected, BigDecimal total) {
      carried++;
      carriedTotal = carriedTotal.add(total);
      if (total.compareTo(expected) != 0) {
        differing++;
      }
    }

    void quarantined(BigDecimal expected) {
      quarantined++;
      quarantinedTotal = quarantinedTotal.add(expected);
    }

    long arrived() {
      return carried + quarantined;
    }

    Outcome outcome() {
      return new Outcome(carried, carriedTotal, quarantined, quarantinedTotal, differing, missing);
    }
  }
}
