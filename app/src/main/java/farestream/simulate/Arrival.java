package farestream.simulate;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/// Waits until the trips of a replay have come out of the stream, and compares: reads the file once
/// more and asks the ledger for its trips batch by batch, so that memory stays flat and nothing
/// else that is in the tables plays a part.
public final class Arrival {
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

  /// What the ledger has of a replay's trips.
  ///
  /// @param carried trips with a row, `carriedTotal` their sum in dollars
  /// @param quarantined trips set aside, `quarantinedTotal` the sum of their records
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
    public boolean agreesWith(ReplayResult replayed) {
      return missing == 0
          && differing == 0
          && carried + quarantined == replayed.trips()
          && carriedTotal.add(quarantinedTotal).compareTo(replayed.total()) == 0;
    }
  }

  private Arrival(LedgerSide ledger, Patience patience) {
    this.ledger = ledger;
    this.patience = patience;
  }

  /// @param advanced hears how many trips have arrived so far
  public static Outcome await(
      DataSource database,
      TripPlan plan,
      ReplayResult replayed,
      Patience patience,
      LongConsumer advanced)
      throws SQLException, InterruptedException {
    try (var connection = database.getConnection();
        var pass = plan.pass()) {
      var arrival = new Arrival(new LedgerSide(connection), patience);
      for (var batch = batch(pass, replayed.inTheWay());
          !batch.isEmpty();
          batch = batch(pass, replayed.inTheWay())) {
        arrival.await(batch, advanced);
      }
      return arrival.counts.outcome();
    }
  }

  /// The next trips that were not refused.
  private static List<PlannedTrip> batch(TripPlan.Pass pass, BitSet inTheWay) {
    var batch = new ArrayList<PlannedTrip>(BATCH);
    while (batch.size() < BATCH) {
      var entry = pass.next();
      if (entry.isEmpty()) {
        break;
      }
      switch (entry.get()) {
        case TripPlan.Entry.Trip(var trip) -> {
          if (!inTheWay.get(Math.toIntExact(trip.line()))) {
            batch.add(trip);
          }
        }
        case TripPlan.Entry.Refused _ -> {}
      }
    }
    return batch;
  }

  /// Once patience is gone for one trip, the rest is looked up and no longer waited for.
  private void await(List<PlannedTrip> batch, LongConsumer advanced)
      throws SQLException, InterruptedException {
    var waiting = new HashSet<>(batch);
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

  private void settle(Set<PlannedTrip> waiting) throws SQLException {
    var recorded = ledger.recorded(List.copyOf(waiting));
    recorded.forEach(counts::carried);
    waiting.removeAll(recorded.keySet());
    if (!waiting.isEmpty()) {
      var quarantined = ledger.quarantined(List.copyOf(waiting));
      quarantined.forEach(counts::quarantined);
      waiting.removeAll(quarantined);
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

    void carried(PlannedTrip trip, BigDecimal total) {
      carried++;
      carriedTotal = carriedTotal.add(total);
      if (total.compareTo(trip.record().fare().total().amount()) != 0) {
        differing++;
      }
    }

    void quarantined(PlannedTrip trip) {
      quarantined++;
      quarantinedTotal = quarantinedTotal.add(trip.record().fare().total().amount());
    }

    long arrived() {
      return carried + quarantined;
    }

    Outcome outcome() {
      return new Outcome(carried, carriedTotal, quarantined, quarantinedTotal, differing, missing);
    }
  }
}
