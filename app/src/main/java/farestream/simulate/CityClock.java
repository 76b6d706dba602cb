package farestream.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The city's time: so many times as fast as real time, or as fast as the work gets done. Once it
/// is stopped nobody waits for anything any more. Thread-safe.
final class CityClock {
  private static final double NANOS = 1e9;

  private final double speed;
  private Instant start = Instant.EPOCH;
  private long began;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param speed the city's seconds for a real one; infinite not to wait
  CityClock(double speed) {
    this.speed = speed;
  }

  /// Before anybody waits for it.
  ///
  /// @param time what it shows now
  void start(Instant time) {
    start = time;
    began = System.nanoTime();
  }

  void until(Instant time) throws InterruptedException {
    var city = Duration.between(start, time).toNanos() / NANOS;
    var wait = (long) (city / speed * NANOS) - (System.nanoTime() - began);
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
