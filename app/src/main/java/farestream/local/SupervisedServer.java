package farestream.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that is started again on its port if it ends though nobody has asked it to. One that
/// ends again and again has a reason that no start mends, and is given up.
final class SupervisedServer implements AutoCloseable {
  private static final int MOST_STARTS = 5;
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger("farestream.local");

  private final IntFunction<GuardedProcess> start;
  private final CompletableFuture<String> givenUp = new CompletableFuture<>();
  private final ArrayDeque<Long> startsAgain = new ArrayDeque<>();
  private final int port;
  private GuardedProcess process;
  private boolean closed;

  /// @param start starts the server on a port and returns when it answers
  SupervisedServer(GuardedProcess process, IntFunction<GuardedProcess> start) {
    this.process = process;
    this.port = process.port();
    this.start = start;
    var _ = process.endedByItself().thenAcceptAsync(this::startAgain);
  }

  /// @param port 0 for any that is free
  static SupervisedServer start(int port, IntFunction<GuardedProcess> start) {
    return new SupervisedServer(LoopbackPort.startOn(port, start), start);
  }

  int port() {
    return port;
  }

  /// Completes, with a line for people, when it is down for good.
  CompletableFuture<String> givenUp() {
    return givenUp;
  }

  private synchronized void startAgain(String why) {
    if (closed) {
      return;
    }
    var last = why;
    while (!isHopeless(System.nanoTime())) {
      log.warn("{}; starting it again", last);
      try {
        process = start.apply(port);
        log.info("it answers again");
        var _ = process.endedByItself().thenAcceptAsync(this::startAgain);
        return;
      } catch (RuntimeException failure) {
        // It may have been killed while it was starting, as it was before.
        last = why + "; started again, " + failure.getMessage();
      }
    }
    givenUp.complete(last + "; it was started again " + MOST_STARTS + " times within a minute");
  }

  private boolean isHopeless(long now) {
    startsAgain.removeIf(earlier -> now - earlier > WITHIN.toNanos());
    startsAgain.add(now);
    return startsAgain.size() > MOST_STARTS;
  }

  /// Returns at once.
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
