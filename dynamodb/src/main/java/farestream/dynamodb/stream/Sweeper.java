package farestream.dynamodb.stream;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sweeps the streams again and again, in the background.
public final class Sweeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  private final StreamUpkeep upkeep;
  private final ScheduledExecutorService thread;

  private Sweeper(StreamUpkeep upkeep, ScheduledExecutorService thread) {
    this.upkeep = upkeep;
    this.thread = thread;
  }

  public static Sweeper start(StreamUpkeep upkeep, Duration period) {
    var thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweeper").daemon().factory());
    var sweeper = new Sweeper(upkeep, thread);
    var _ =
        thread.scheduleWithFixedDelay(sweeper::sweep, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    return sweeper;
  }

  // An exception would end the repetition.
  private void sweep() {
    try {
      upkeep.sweep();
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "streams were not swept; the next sweep tries again", failure);
    }
  }

  /// Waits for the sweep that is running.
  @Override
  public void close() {
    thread.close();
  }
}
