package farestream.replay;

import farestream.booking.TripsTable;
import farestream.tlc.PlannedTrip;
import farestream.tlc.TripPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Books, accepts and completes the trips of a plan, many concurrently. Each driver belongs to one
/// lane, and a lane handles one trip at a time, so that no driver has two trips under way. A replay
/// is idempotent: run again, it resumes where it stopped and books nothing twice.
public final class Replay {
  /// More lanes don't make the local DynamoDB faster; they would help on AWS.
  public static final int LANES = 32;

  private static final int QUEUE_CAPACITY = 16;

  private final TripsTable table;
  private final ReplayCounts counts;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<BlockingQueue<Optional<PlannedTrip>>> lanes = new ArrayList<>();

  /// Receives the events of a running replay. It is called by one thread at a time.
  public interface Listener {
    /// A record was refused because another trip conflicts with it.
    ///
    /// @param line the record's line in the file, from 1
    /// @param reason the conflict, for the user
    void refused(long line, String reason);

    /// @param done the number of records handled so far, including refused ones
    void advanced(long done);
  }

  private Replay(TripsTable table, Listener listener) {
    this.table = table;
    this.counts = new ReplayCounts(listener);
  }

  /// Replays all trips of a plan.
  ///
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached.
  ///     Trips handled until then stay as they are, and the next run resumes.
  public static ReplayResult run(TripsTable table, TripPlan plan, Listener listener)
      throws InterruptedException {
    return new Replay(table, listener).run(plan);
  }

  private ReplayResult run(TripPlan plan) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (var lane = 0; lane < Math.min(LANES, plan.people().drivers()); lane++) {
          var queue = new ArrayBlockingQueue<Optional<PlannedTrip>>(QUEUE_CAPACITY);
          lanes.add(queue);
          threads.execute(() -> work(queue));
        }
        feed(plan);
        for (var lane : lanes) {
          lane.put(Optional.empty());
        }
      } catch (InterruptedException | RuntimeException stopped) {
        threads.shutdownNow();
        throw stopped;
      }
    }
    return switch (failure.get()) {
      case null -> counts.result();
      case RuntimeException cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException(cause);
    };
  }

  private void feed(TripPlan plan) throws InterruptedException {
    try (var pass = plan.pass()) {
      var entry = pass.next();
      while (entry.isPresent() && failure.get() == null) {
        switch (entry.get()) {
          case TripPlan.Entry.Trip(var trip) -> lane(trip).put(Optional.of(trip));
          case TripPlan.Entry.Refused _ -> counts.unreadable();
        }
        entry = pass.next();
      }
    }
  }

  private BlockingQueue<Optional<PlannedTrip>> lane(PlannedTrip trip) {
    return lanes.get((int) (trip.driver().id() % lanes.size()));
  }

  /// Handles the trips of a lane. After a failure in any lane the rest of the queue is discarded,
  /// so that the thread that fills it never blocks.
  private void work(BlockingQueue<Optional<PlannedTrip>> lane) {
    var lastTrips = new RecentTrips();
    try {
      for (var trip = lane.take(); trip.isPresent(); trip = lane.take()) {
        if (failure.get() == null) {
          replay(trip.get(), lastTrips);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void replay(PlannedTrip trip, RecentTrips lastTrips) {
    var driver = trip.driver().id();
    try {
      counts.add(trip, TripReplay.run(table, trip, lastTrips.of(driver)));
      lastTrips.put(driver, trip.key());
    } catch (RuntimeException | Error cause) {
      failure.compareAndSet(null, cause);
    }
  }
}
