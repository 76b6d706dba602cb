package farestream.dynamodb;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs maintenance tasks in one background thread.
final class Sweeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sweeper").daemon().factory());

  /// Runs a task periodically, starting now. A failed run doesn't stop the repetition.
  ///
  /// @param period the time between the end of a run and the start of the next
  void repeat(Runnable task, Duration period) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> attempt(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Queues a task to run once.
  void run(Runnable task) {
    try {
      thread.execute(() -> attempt(task));
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "the server is stopping; maintenance continues at its next start");
    }
  }

  // The executor cancels a periodic task that throws.
  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.log(
          thread.isShutdown() ? Level.DEBUG : Level.ERROR,
          "maintenance failed; the next run retries it",
          failure);
    }
  }

  /// Interrupts the running task and waits until it has finished its current page.
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
