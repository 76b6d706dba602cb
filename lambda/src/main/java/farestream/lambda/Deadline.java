package farestream.lambda;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Aborts a connection after a timeout, unless the deadline is closed first. Any call that waits
/// for the server then fails at once. pgjdbc's and PostgreSQL's own timeouts bound a single read
/// or statement, and a batch consists of any number of them.
final class Deadline implements AutoCloseable {
  /// How long an abort may take: a second for a pending write and a second for its unsent data.
  static final Duration ABORT_TIMEOUT = Duration.ofSeconds(2);

  private static final ScheduledThreadPoolExecutor SCHEDULER =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadline").factory());

  static {
    SCHEDULER.setRemoveOnCancelPolicy(true);
  }

  private final Future<?> abort;

  private Deadline(Future<?> abort) {
    this.abort = abort;
  }

  static Deadline of(Connection connection, Duration timeout) {
    return new Deadline(
        SCHEDULER.schedule(() -> abort(connection), timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // The connection is closed already.
    }
  }

  @Override
  public void close() {
    abort.cancel(false);
  }
}
