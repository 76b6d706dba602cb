package farestream.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that is restarted on its port if it exits unasked. After five restarts within a minute
/// it is given up, because another restart wouldn't help either.
final class SupervisedServer implements AutoCloseable {
  private static final int MOST_RESTARTS = 5;
  private static final Duration RESTART_PERIOD = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger("farestream.local");

  private final IntFunction<GuardedProcess> start;
  private final CompletableFuture<String> givenUp = new CompletableFuture<>();
  private final ArrayDeque<Long> restarts = new ArrayDeque<>();
  private final int port;
  private GuardedProcess process;
  private boolean closed;

  /// @param start starts the server on a port and returns when it accepts requests
  SupervisedServer(GuardedProcess process, IntFunction<GuardedProcess> start) {
    this.process = process;
    this.port = process.port();
    this.start = start;
    var _ = process.unexpectedExit().thenAcceptAsync(this::restart);
  }

  /// @param port the port, or 0 for any free port
  static SupervisedServer start(int port, IntFunction<GuardedProcess> start) {
    return new SupervisedServer(LoopbackPort.startOn(port, start), start);
  }

  int port() {
    return port;
  }

  /// Returns a future that completes with a message for the user when the server is given up.
  CompletableFuture<String> givenUp() {
    return givenUp;
  }

  private synchronized void restart(String reason) {
    if (closed) {
      return;
    }
    var last = reason;
    while (countRestart(System.nanoTime()) <= MOST_RESTARTS) {
      log.warn("{}; restarting it", last);
      try {
        process = start.apply(port);
        log.info("the restarted server answers");
        var _ = process.unexpectedExit().thenAcceptAsync(this::restart);
        return;
      } catch (RuntimeException failure) {
        // It may have been killed while starting, so another restart is worth trying.
        last = reason + "; after a restart, " + failure.getMessage();
      }
    }
    givenUp.complete(last + "; it was restarted " + MOST_RESTARTS + " times within a minute");
  }

  /// Counts a restart and returns how many there were within the last minute.
  private int countRestart(long now) {
    restarts.removeIf(earlier -> now - earlier > RESTART_PERIOD.toNanos());
    restarts.add(now);
    return restarts.size();
  }

  /// Asks the server to stop and returns at once.
  synchronized void askToStop() {
    closed = true;
    process.askToStop();
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.close();
  }
}
