package farestream.simulate;

import static java.util.stream.Collectors.toMap;

import farestream.replay.LedgerSide;
import farestream.simulate.Latencies.Step;
import farestream.trip.TripKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/// Looks when completed trips appear in the ledger. It follows 10,000 at a time and lets the
/// others go, so that memory stays flat where the stream is behind. Only for the view and for
/// reports: what counts is compared at the end.
final class LedgerFollower implements AutoCloseable {
  private static final int MOST_FOLLOWED = 10_000;
  private static final int BATCH = 250;
  private static final long PAUSE_MILLIS = 50;

  private final DataSource database;
  private final Latencies latencies;
  private final ConcurrentLinkedQueue<Completed> incoming = new ConcurrentLinkedQueue<>();
  private final AtomicInteger followed = new AtomicInteger();
  private final LinkedHashMap<TripKey, Completed> waiting = new LinkedHashMap<>();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean lost;

  private record Completed(
      TripKey key, long bookedNanos, long completedNanos, Instant completedAt) {}

  private LedgerFollower(DataSource database, Latencies latencies) {
    this.database = database;
    this.latencies = latencies;
    this.thread = Thread.ofVirtual().name("follower").unstarted(this::follow);
  }

  static LedgerFollower start(DataSource database, Latencies latencies) {
    var follower = new LedgerFollower(database, latencies);
    follower.thread.start();
    return follower;
  }

  void completed(TripKey key, long bookedNanos, long completedNanos) {
    if (followed.get() < MOST_FOLLOWED) {
      followed.incrementAndGet();
      incoming.add(new Completed(key, bookedNanos, completedNanos, Instant.now()));
    }
  }

  /// The ledger went away: nothing more is seen.
  boolean isLost() {
    return lost;
  }

  /// Rows seen.
  long rows() {
    return rows.get();
  }

  /// How long the trip that has waited longest has waited for its row.
  Duration lag() {
    var since = oldest.get();
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  private void follow() {
    try (var connection = database.getConnection()) {
      var ledger = new LedgerSide(connection);
      while (closed.getCount() > 0) {
        if (!look(ledger)) {
          var _ = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
      lookForTheLast(ledger);
    } catch (SQLException gone) {
      // The comparison at the end has a connection of its own, and says so if it can't.
      lost = true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// The comparison may have found them before. What isn't there then has taken longer than this,
  /// and is not left out of the percentiles.
  private void lookForTheLast(LedgerSide ledger) throws SQLException {
    take();
    for (var left = waiting.size(); left > 0; left -= BATCH) {
      look(ledger);
    }
    waiting.values().forEach(trip -> add(trip, System.nanoTime()));
  }

  private void take() {
    for (var trip = incoming.poll(); trip != null; trip = incoming.poll()) {
      waiting.put(trip.key(), trip);
    }
  }

  /// What isn't there waits behind all others for its next look, so that it keeps none of them.
  ///
  /// @return whether there may be more to see at once
  private boolean look(LedgerSide ledger) throws SQLException {
    take();
    var first = List.copyOf(waiting.sequencedValues().stream().limit(BATCH).toList());
    if (first.isEmpty()) {
      oldest.set(0);
      return false;
    }
    var seen = ledger.recorded(first.stream().map(Completed::key).toList()).keySet();
    var now = System.nanoTime();
    note(ledger, first.stream().filter(trip -> seen.contains(trip.key())).toList());
    for (var trip : first) {
      if (seen.contains(trip.key())) {
        add(trip, now);
        waiting.remove(trip.key());
        followed.decrementAndGet();
        rows.incrementAndGet();
      } else {
        waiting.putLast(trip.key(), trip);
      }
    }
    oldest.set(waiting.values().stream().mapToLong(Completed::completedNanos).min().orElse(0));
    return seen.size() == BATCH;
  }

  private void add(Completed trip, long now) {
    latencies.add(Step.STREAM, now - trip.completedNanos());
    latencies.add(Step.BOOKED_TO_ROW, now - trip.bookedNanos());
  }

  private static void note(LedgerSide ledger, List<Completed> seen) throws SQLException {
    if (!seen.isEmpty()) {
      ledger.followed(seen.stream().collect(toMap(Completed::key, Completed::completedAt)));
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
