package farestream.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Looks again and again until a thing is so, or its time is up.
final class Poll {
  private Poll() {}

  static void until(String what, Duration atMost, BooleanSupplier isSo) {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + atMost + ": " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /// A process that has ended and is only not yet collected counts as gone.
  static void untilGone(ProcessHandle process, Duration atMost) {
    until(
        "process " + process.pid() + " is gone",
        atMost,
        () -> !process.isAlive() || process.info().command().isEmpty());
  }
}
