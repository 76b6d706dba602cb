package farestream.simulate;

import farestream.booking.TripsTable;
import farestream.tlc.StandIns;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs a plan: books each trip at its time and runs it on a thread of its own. The number of
/// concurrent trips is limited, which limits memory.
public final class City implements AutoCloseable {
  /// The number of riders who may wait for a cab, in addition to those who have one.
  private static final int MOST_WAITING = 1_000;

  private final CityPlan plan;
  private final CityClock clock;
  private final Fleet fleet;
  private final Semaphore trips;
  private final TripsTable table;
  private final TripStore store;
  private final LedgerFollower follower;
  private final Latencies latencies = new Latencies();
  private final CityStatistics counts = new CityStatistics();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile Instant time = CityPlan.START;
  private volatile boolean over;

  private City(TripsTable table, DataSource database, CityPlan plan, int drivers, double speed) {
    this.plan = plan;
    this.clock = new CityClock(speed);
    this.fleet =
        new Fleet(Demand.load(), drivers, plan.seed(), CityPlan.START.minus(Duration.ofDays(1)));
    // Without pacing no trip waits for the clock, so more trips than requests would gain nothing.
    this.trips = new Semaphore(clock.isPaced() ? drivers + MOST_WAITING : TripStore.AT_ONCE);
    this.table = table;
    this.store = new TripStore(table, latencies);
    this.follower = LedgerFollower.start(database, latencies);
  }

  /// Creates a city and inserts its riders and drivers into the ledger.
  ///
  /// @param speed how many times as fast as real time the city runs; infinite for as fast as
  ///     possible
  public static City of(
      TripsTable table, DataSource database, CityPlan plan, int drivers, double speed)
      throws SQLException {
    new StandIns(plan.riders(), drivers).insert(database, CityPlan.FIRST_RIDER, Cab.FIRST_DRIVER);
    return new City(table, database, plan, drivers, speed);
  }

  /// Runs the plan and returns when every booked trip is over. Unless the city is stopped, these
  /// are all trips of the plan.
  ///
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached.
  ///     Trips handled until then stay as they are, and the next run resumes.
  public void run() throws InterruptedException {
    var earlier = EarlierRun.find(table, plan, fleet, clock::isStopped);
    clock.start(earlier.stoppedAt());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      feed(threads, earlier);
    } finally {
      over = true;
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException(cause);
    }
  }

  private void feed(ExecutorService threads, EarlierRun earlier) throws InterruptedException {
    var runner = new CityTrip(store, fleet, clock, counts, follower);
    var pass = plan.pass();
    for (var next = pass.next(); next.isPresent(); next = pass.next()) {
      var booking = next.get();
      clock.until(booking.bookedAt());
      trips.acquire();
      if (clock.isStopped()) {
        break;
      }
      time = booking.bookedAt();
      if (earlier.isOver(begun.getAndIncrement())) {
        counts.add(CityStatistics.Event.ALREADY_OVER);
        trips.release();
      } else {
        threads.execute(() -> run(runner, booking));
      }
    }
  }

  private void run(CityTrip runner, RideRequest booking) {
    try {
      runner.run(booking);
    } catch (InterruptedException | RuntimeException | Error cause) {
      failure.compareAndSet(null, cause);
      stop();
    } finally {
      trips.release();
    }
  }

  /// Stops booking. Trips with a cab are completed at once, the others cancelled.
  public void stop() {
    clock.stop();
    fleet.stop();
  }

  /// Returns whether [#stop] was called, or a trip failed, before the plan was done.
  public boolean isStopped() {
    return clock.isStopped();
  }

  /// Returns whether the run has ended.
  public boolean isOver() {
    return over;
  }

  /// Returns how many trips of the plan were begun. They are begun in the plan's order.
  public long begun() {
    return begun.get();
  }

  public CityStatistics counts() {
    return counts;
  }

  public Latencies latencies() {
    return latencies;
  }

  /// Returns the time in the city: the booking time of the latest trip.
  public Instant time() {
    return time;
  }

  /// Returns the number of completed trips whose rows were found in the ledger.
  public long rows() {
    return follower.rows();
  }

  /// Returns whether the follower has stopped because its connection to the ledger failed.
  public boolean isLedgerLost() {
    return follower.isLost();
  }

  /// Returns the stream's lag: how long ago the oldest trip without a row was completed.
  public Duration lag() {
    return follower.lag();
  }

  /// Stops following the ledger, after a last search for the rows of completed trips.
  @Override
  public void close() {
    follower.close();
  }
}
