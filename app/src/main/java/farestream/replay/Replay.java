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

/// Books, accepts and completes a plan's trips, many at once: each driver belongs to one lane, and
/// a lane takes one trip at a time, so that a driver never holds two. Run again it goes on where it
/// stopped and books nothing twice.
public final class Replay {
  /// The local DynamoDB is no faster with more; AWS would be.
  public static final int LANES = 32;

  private static final int QUEUE = 16;

  private final TripsTable table;
  private final ReplayCounts tally;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<BlockingQueue<Optional<PlannedTrip>>> lanes = new ArrayList<>();

  /// Hears of a replay while it runs; called by one thread at a time.
  public interface Listener {
    /// @param line of the file, from 1
    /// @param reason another trip is in the way of the record's
    void refused(long line, String reason);

    /// @param done records that are through, refused ones included
    void advanced(long done);
  }

  private Replay(TripsTable table, Listener listener) {
    this.table = table;
    this.tally = new ReplayCounts(listener);
  }

  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached; what
  ///     was done until then stays done
  public static ReplayResult run(TripsTable table, TripPlan plan, Listener listener)
      throws InterruptedException {
    return new Replay(table, listener).run(plan);
  }

  private ReplayResult run(TripPlan plan) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (var lane = 0; lane < Math.min(LANES, plan.people().drivers()); lane++) {
          var queue = new ArrayBlockingQueue<Optional<PlannedTrip>>(QUEUE);
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
      case null -> tally.result();
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
          case TripPlan.Entry.Refused _ -> tally.unreadable();
        }
        entry = pass.next();
      }
    }
  }

  private BlockingQueue<Optional<PlannedTrip>> lane(PlannedTrip trip) {
    return lanes.get((int) (trip.driver().id() % lanes.size()));
  }

  /// After a failure, of whichever lane, what is left in the queue is thrown away, so that whoever
  /// fills it is never kept waiting.
  private void work(BlockingQueue<Optional<PlannedTrip>> lane) {
    var lastTrips = new RecentTrips();
    try {
      for (var trip = lane.take(); trip.isPresent(); trip = lane.take()) {
        if (failure.get() == null) {
          carry(trip.get(), lastTrips);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(PlannedTrip trip, RecentTrips lastTrips) {
    var driver = trip.driver().id();
    try {
      tally.add(trip, TripReplay.run(table, trip, lastTrips.of(driver)));
      lastTrips.put(driver, trip.key());
    } catch (RuntimeException | Error cause) {
      failure.compareAndSet(null, cause);
    }
  }
}
