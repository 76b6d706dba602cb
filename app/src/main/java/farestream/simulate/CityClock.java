package farestream.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The city's clock. It runs a number of times as fast as real time, or doesn't pace the simulation
/// at all. Once it is stopped, nothing waits for it any more. Thread-safe.
final class CityClock {
  private static final double NANOS = 1e9;

  private final double speed;
  private Instant start = Instant.EPOCH;
  private long startNanos;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param speed how many times as fast as real time it runs; infinite for no waiting
  CityClock(double speed) {
    this.speed = speed;
  }

  /// Starts the clock. Must be called before [#until].
  ///
  /// @param time the time in the city that it shows now
  void start(Instant time) {
    start = time;
    startNanos = System.nanoTime();
  }

  /// Waits until a time in the city, or until the clock is stopped.
  void until(Instant time) throws InterruptedException {
    var citySeconds = Duration.between(start, time).toNanos() / NANOS;
    var wait = (long) (citySeconds / speed * NANOS) - (System.nanoTime() - startNanos);
    if (wait > 0) {
      var _ = stopped.await(wait, TimeUnit.NANOSECONDS);
    }
  }

  boolean isPaced() {
    return Double.isFinite(speed);
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  void stop() {
    stopped.countDown();
  }
}
