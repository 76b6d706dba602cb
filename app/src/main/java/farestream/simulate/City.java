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

/// Runs a plan: books at its time and lets each trip live on a thread of its own. How many live at
/// once is bounded, and with it memory.
public final class City implements AutoCloseable {
  /// Riders who wait for a cab, beside those who have one.
  private static final int WAITING = 1_000;

  private final CityPlan plan;
  private final CityClock clock;
  private final Fleet fleet;
  private final Semaphore lives;
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
    // One at a time goes through its whole life where nobody waits for the clock.
    this.lives = new Semaphore(clock.isPaced() ? drivers + WAITING : TripStore.AT_ONCE);
    this.table = table;
    this.store = new TripStore(table, latencies);
    this.follower = LedgerFollower.start(database, latencies);
  }

  /// Writes the riders and drivers whom the ledger doesn't know yet.
  ///
  /// @param speed the city's seconds for a real one; infinite for as fast as it goes
  public static City of(
      TripsTable table, DataSource database, CityPlan plan, int drivers, double speed)
      throws SQLException {
    new StandIns(plan.riders(), drivers).insert(database, CityPlan.FIRST_RIDER, Cab.FIRST_DRIVER);
    return new City(table, database, plan, drivers, speed);
  }

  /// Returns when every trip that was booked is over: all, unless it was stopped.
  ///
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached; what
  ///     was done until then stays done
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
    var trips = new CityTrip(store, fleet, clock, counts, follower);
    var pass = plan.pass();
    for (var next = pass.next(); next.isPresent(); next = pass.next()) {
      var booking = next.get();
      clock.until(booking.bookedAt());
      lives.acquire();
      if (clock.isStopped()) {
        break;
      }
      time = booking.bookedAt();
      if (earlier.isOver(begun.getAndIncrement())) {
        counts.add(CityStatistics.Event.ALREADY_OVER);
        lives.release();
      } else {
        threads.execute(() -> live(trips, booking));
      }
    }
  }

  private void live(CityTrip trips, RideRequest booking) {
    try {
      trips.run(booking);
    } catch (InterruptedException | RuntimeException | Error cause) {
      failure.compareAndSet(null, cause);
      stop();
    } finally {
      lives.release();
    }
  }

  /// Books nothing more; who has a cab is brought to the end at once, who hasn't is called off.
  public void stop() {
    clock.stop();
    fleet.stop();
  }

  /// It was told to, while it was at work.
  public boolean isStopped() {
    return clock.isStopped();
  }

  /// Nothing is under way any more.
  public boolean isOver() {
    return over;
  }

  /// How many of the plan's trips, the first ones.
  public long begun() {
    return begun.get();
  }

  public CityStatistics counts() {
    return counts;
  }

  public Latencies latencies() {
    return latencies;
  }

  /// When the last one booked, by the city's clock.
  public Instant time() {
    return time;
  }

  /// Completed trips whose rows were seen in the ledger.
  public long rows() {
    return follower.rows();
  }

  /// Whether rows are no longer looked for, because the ledger went away.
  public boolean isLedgerLost() {
    return follower.isLost();
  }

  /// How long the trip that has waited longest has waited for its row.
  public Duration lag() {
    return follower.lag();
  }

  /// Rows that are there are seen before it returns.
  @Override
  public void close() {
    follower.close();
  }
}
