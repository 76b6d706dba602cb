package farestream.dynamodb;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs upkeep again and again, in the background.
final class Sweeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sweeper").daemon().factory());

  /// Runs a task now and then, and again after each failure.
  void repeat(Runnable task, Duration period) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> attempt(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Runs a task once, soon.
  void run(Runnable task) {
    try {
      thread.execute(() -> attempt(task));
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "upkeep waits for the next start");
    }
  }

  // An exception would end the repetition.
  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.log(
          thread.isShutdown() ? Level.DEBUG : Level.ERROR,
          "upkeep failed; the next run tries again",
          failure);
    }
  }

  /// Interrupts the task that is running, which ends after its page, and waits for that.
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
