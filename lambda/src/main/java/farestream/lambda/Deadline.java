package farestream.lambda;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Cuts a connection when its time is over, unless it is closed before. What is waiting for the
/// server then fails at once. The driver's and the server's own limits are each of one statement
/// or one read, and a batch has as many as it needs.
final class Deadline implements AutoCloseable {
  /// What cutting may take beyond that: a second to wait for a write, a second for what is in it.
  static final Duration CUT = Duration.ofSeconds(2);

  private static final ScheduledThreadPoolExecutor CLOCK =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadline").factory());

  static {
    CLOCK.setRemoveOnCancelPolicy(true);
  }

  private final Future<?> cut;

  private Deadline(Future<?> cut) {
    this.cut = cut;
  }

  static Deadline of(Connection connection, Duration after) {
    return new Deadline(
        CLOCK.schedule(() -> cut(connection), after.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // So it is cut.
    }
  }

  @Override
  public void close() {
    cut.cancel(false);
  }
}
