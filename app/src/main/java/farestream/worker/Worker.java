package farestream.worker;

import farestream.database.OtherSchema;
import farestream.sink.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the stream into the ledger until it is closed. Of several workers on one database one
/// reads and the others stand by. An outage of either side is waited out.
public final class Worker implements AutoCloseable {
  private static final String TAKE_LOCK =
      "select pg_try_advisory_lock(hashtext('farestream.worker'))";
  private static final long STAND_BY_MILLIS = 200;
  private static final int NETWORK_TIMEOUT_MILLIS = 30_000;

  /// How long a stream that gave nothing is left alone: the shortest after there was something.
  private static final Duration SHORTEST_IDLE = Duration.ofMillis(50);

  private static final Duration LONGEST_IDLE = Duration.ofMillis(250);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
  private static final Logger log = LoggerFactory.getLogger("farestream.worker");

  /// An error of the JVM or of the program, which no waiting mends.
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended(Error error) {
      super("the worker ended of an error (%s): start again".formatted(error), error);
    }
  }

  private final TripStreams streams;
  private final DataSource database;
  private final Thread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean stopping;

  private Worker(TripStreams streams, DataSource database) {
    this.streams = streams;
    this.database = database;
    this.thread = Thread.ofPlatform().name("worker").unstarted(this::workOrEnd);
  }

  public static Worker start(TripStreams streams, DataSource database) {
    var worker = new Worker(streams, database);
    worker.thread.start();
    return worker;
  }

  /// Waits for the batch in hand; what isn't committed is read again by the next worker.
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Fails with [Ended] or [OtherSchema] when the worker has ended by itself; else it never
  /// completes.
  public CompletableFuture<Void> ended() {
    return ended;
  }

  private void workOrEnd() {
    try {
      work();
    } catch (OtherSchema other) {
      ended.completeExceptionally(other);
    } catch (Error error) {
      log.error("ended", error);
      ended.completeExceptionally(new Ended(error));
    }
  }

  private void work() {
    var wait = FIRST_WAIT;
    while (!stopping) {
      try (var connection = database.getConnection();
          var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        connection.setNetworkTimeout(executor, NETWORK_TIMEOUT_MILLIS);
        awaitLock(connection);
        var session = session(connection, executor);
        var _ = session.round();
        wait = waited(wait);
        read(session);
      } catch (InterruptedException stopped) {
        return;
      } catch (LeaderTerm.TakenOver takenOver) {
        log.warn("standing by: {}", takenOver.getMessage());
      } catch (OtherSchema other) {
        throw other;
      } catch (SQLException | ExecutionException | RuntimeException failure) {
        if (stopping) {
          // Whatever was interrupted says so in its own way.
          return;
        }
        wait = waitOut(wait, failure);
      }
    }
  }

  private LeaderTerm session(Connection connection, ExecutorService executor) throws SQLException {
    notice(connection);
    return LeaderTerm.takeOver(
        streams, connection, new Ledger(connection), executor, System::nanoTime);
  }

  /// A host that is gone without a word is noticed by the server, which then gives the lock free.
  private static void notice(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "set tcp_keepalives_idle = 1; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 1;"
              + " set tcp_user_timeout = 2000");
    }
  }

  private static void read(LeaderTerm session)
      throws SQLException, LeaderTerm.TakenOver, InterruptedException, ExecutionException {
    var idle = SHORTEST_IDLE;
    while (true) {
      if (session.round() > 0) {
        idle = SHORTEST_IDLE;
      } else {
        Thread.sleep(idle);
        var longer = idle.multipliedBy(11).dividedBy(10);
        idle = longer.compareTo(LONGEST_IDLE) > 0 ? LONGEST_IDLE : longer;
      }
    }
  }

  private void awaitLock(Connection connection) throws SQLException, InterruptedException {
    if (take(connection)) {
      return;
    }
    // Whoever stands by has read once: what a JVM does for the first time takes it long, and when
    // the other is gone there is no time for that.
    log.info("standing by: another worker reads");
    var _ = Backlog.of(streams, connection);
    while (!take(connection)) {
      Thread.sleep(STAND_BY_MILLIS);
    }
    log.info("taking over");
  }

  private static boolean take(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(TAKE_LOCK)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Duration waited(Duration wait) {
    if (!wait.equals(FIRST_WAIT)) {
      log.info("going on");
    }
    return FIRST_WAIT;
  }

  private static Duration waitOut(Duration wait, Exception failure) {
    if (wait.equals(FIRST_WAIT)) {
      log.warn("waiting, then going on where it stopped: {}", cause(failure).getMessage());
    }
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    var doubled = wait.multipliedBy(2);
    return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  private static Throwable cause(Exception failure) {
    return failure instanceof ExecutionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
