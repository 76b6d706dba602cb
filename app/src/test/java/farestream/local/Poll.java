package farestream.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Polls until a condition holds, or fails after a time-out.
final class Poll {
  private Poll() {}

  static void until(String what, Duration timeout, BooleanSupplier condition) {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + timeout + ": " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /// Waits until a process has ended; a zombie counts as ended.
  static void untilGone(ProcessHandle process, Duration timeout) {
    until(
        "process " + process.pid() + " is gone",
        timeout,
        () -> !process.isAlive() || process.info().command().isEmpty());
  }
}
