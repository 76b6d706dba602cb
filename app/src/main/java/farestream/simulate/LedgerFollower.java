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

/// Polls the ledger for the rows of completed trips and measures their latency. It follows at most
/// 10,000 trips at a time and ignores the others, so that memory stays constant if the stream lags
/// behind. Its figures are for progress and reports only; [CityComparison] compares all trips.
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

  /// Returns whether the follower has stopped because its connection to the ledger failed.
  boolean isLost() {
    return lost;
  }

  /// Returns the number of rows found.
  long rows() {
    return rows.get();
  }

  /// Returns the lag: how long ago the oldest followed trip without a row was completed.
  Duration lag() {
    var since = oldest.get();
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  private void follow() {
    try (var connection = database.getConnection()) {
      var ledger = new LedgerSide(connection);
      while (closed.getCount() > 0) {
        if (!poll(ledger)) {
          var _ = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
      pollAll(ledger);
    } catch (SQLException gone) {
      // The comparison at the end uses a connection of its own and reports the failure.
      lost = true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Polls once more for every waiting trip. A trip that still has no row is added with its latency
  /// so far, because leaving it out would make the percentiles too good.
  private void pollAll(LedgerSide ledger) throws SQLException {
    drainIncoming();
    for (var left = waiting.size(); left > 0; left -= BATCH) {
      poll(ledger);
    }
    waiting.values().forEach(trip -> add(trip, System.nanoTime()));
  }

  private void drainIncoming() {
    for (var trip = incoming.poll(); trip != null; trip = incoming.poll()) {
      waiting.put(trip.key(), trip);
    }
  }

  /// Looks up the next batch. Trips without a row go to the end of the queue, so that they don't
  /// delay others.
  ///
  /// @return whether all of a full batch had rows, so that there may be more at once
  private boolean poll(LedgerSide ledger) throws SQLException {
    drainIncoming();
    var first = List.copyOf(waiting.sequencedValues().stream().limit(BATCH).toList());
    if (first.isEmpty()) {
      oldest.set(0);
      return false;
    }
    var found = ledger.recorded(first.stream().map(Completed::key).toList()).keySet();
    var now = System.nanoTime();
    store(ledger, first.stream().filter(trip -> found.contains(trip.key())).toList());
    for (var trip : first) {
      if (found.contains(trip.key())) {
        add(trip, now);
        waiting.remove(trip.key());
        followed.decrementAndGet();
        rows.incrementAndGet();
      } else {
        waiting.putLast(trip.key(), trip);
      }
    }
    oldest.set(waiting.values().stream().mapToLong(Completed::completedNanos).min().orElse(0));
    return found.size() == BATCH;
  }

  private void add(Completed trip, long now) {
    latencies.add(Step.STREAM, now - trip.completedNanos());
    latencies.add(Step.BOOKED_TO_ROW, now - trip.bookedNanos());
  }

  private static void store(LedgerSide ledger, List<Completed> found) throws SQLException {
    if (!found.isEmpty()) {
      ledger.insertFollowed(found.stream().collect(toMap(Completed::key, Completed::completedAt)));
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
