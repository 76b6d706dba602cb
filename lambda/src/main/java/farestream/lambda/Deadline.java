package farestream.lambda;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Cuts a connection when its time is over, unless it is closed before. What is waiting for the
/// server then fails at once. The driver's and the server's own limits are each of one statement
/// or one read, and a batch has as many as it needs.
final class Deadline implements AutoCloseable {
  private final Thread waiting;

  private Deadline(Thread waiting) {
    this.waiting = waiting;
  }

  static Deadline of(Connection connection, Duration after) {
    return new Deadline(Thread.startVirtualThread(() -> cut(connection, after)));
  }

  private static void cut(Connection connection, Duration after) {
    try {
      Thread.sleep(after);
      connection.abort(Runnable::run);
    } catch (InterruptedException inTime) {
      // Nothing to cut.
    } catch (SQLException gone) {
      // So it is cut.
    }
  }

  @Override
  public void close() {
    waiting.interrupt();
  }
}
