package farestream.booking;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Keeps many reads within so much read capacity a second, by what DynamoDB says each has used.
/// Thread-safe.
public final class ReadRate {
  private static final double NANOS = 1e9;

  private final double unitsPerSecond;
  private final ReentrantLock lock = new ReentrantLock();
  private long freeAt = System.nanoTime();

  private ReadRate(double unitsPerSecond) {
    this.unitsPerSecond = unitsPerSecond;
  }

  /// @param unitsPerSecond read capacity units; above 0
  public static ReadRate of(int unitsPerSecond) {
    return new ReadRate(unitsPerSecond);
  }

  public static ReadRate unlimited() {
    return new ReadRate(Double.POSITIVE_INFINITY);
  }

  /// After a read: waits until its units are paid for.
  ///
  /// @param used absent where the server doesn't say; that costs nothing
  void used(Optional<Double> used) throws InterruptedException {
    var wait = book(used.orElse(0.0));
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
  }

  static Optional<Double> units(ConsumedCapacity capacity) {
    return Optional.ofNullable(capacity).map(ConsumedCapacity::capacityUnits);
  }

  private long book(double units) {
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
