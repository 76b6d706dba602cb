package farestream.booking;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Limits reads to a rate of read capacity units per second, using the consumed capacity that
/// DynamoDB reports. Thread-safe.
public final class ReadRate {
  private static final double NANOS = 1e9;

  private final double unitsPerSecond;
  private final ReentrantLock lock = new ReentrantLock();
  private long freeAt = System.nanoTime();

  private ReadRate(double unitsPerSecond) {
    this.unitsPerSecond = unitsPerSecond;
  }

  /// @param unitsPerSecond read capacity units per second; above 0
  public static ReadRate of(int unitsPerSecond) {
    return new ReadRate(unitsPerSecond);
  }

  public static ReadRate unlimited() {
    return new ReadRate(Double.POSITIVE_INFINITY);
  }

  /// Accounts for a completed read and waits until the rate allows the next one.
  ///
  /// @param used consumed capacity units; absent if the server doesn't report them, which counts
  ///     as 0
  void used(Optional<Double> used) throws InterruptedException {
    var wait = reserve(used.orElse(0.0));
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
  }

  static Optional<Double> units(ConsumedCapacity capacity) {
    return Optional.ofNullable(capacity).map(ConsumedCapacity::capacityUnits);
  }

  private long reserve(double units) {
    lock.lock();
    try {
      var now = System.nanoTime();
      freeAt = Math.max(freeAt, now) + (long) (units / unitsPerSecond * NANOS);
      return freeAt - now;
    } finally {
      lock.unlock();
    }
  }
}
