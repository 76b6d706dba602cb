package farestream.worker;

import farestream.database.SchemaMismatch;
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

/// Applies the stream to PostgreSQL until it is closed. Of several workers on one database one is
/// the leader, which reads; the others stand by. An outage of DynamoDB or PostgreSQL is retried
/// with exponential backoff.
public final class Worker implements AutoCloseable {
  private static final String TRY_LOCK =
      "select pg_try_advisory_lock(hashtext('farestream.worker'))";
  private static final long STAND_BY_MILLIS = 200;
  private static final int NETWORK_TIMEOUT_MILLIS = 30_000;

  /// Pause between polls of an idle stream: the shortest, used after a round that read records.
  private static final Duration SHORTEST_IDLE = Duration.ofMillis(10);

  private static final Duration LONGEST_IDLE = Duration.ofMillis(250);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
  private static final Logger log = LoggerFactory.getLogger("farestream.worker");

  /// An error of the JVM or a bug, which retrying can't resolve.
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended(Error error) {
      super("the worker stopped on an error (%s); restart it".formatted(error), error);
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

  /// Waits for the batch in progress. What isn't committed is read again by the next worker.
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

  /// Completes exceptionally with [Ended] or [SchemaMismatch] if the worker stops by itself;
  /// otherwise it never completes.
  public CompletableFuture<Void> ended() {
    return ended;
  }

  private void workOrEnd() {
    try {
      work();
    } catch (SchemaMismatch other) {
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
        awaitLeadership(connection);
        var term = term(connection, executor);
        var _ = term.round();
        wait = resetWait(wait);
        read(term);
      } catch (InterruptedException stopped) {
        return;
      } catch (LeaderTerm.TakenOver takenOver) {
        log.warn("standing by: {}", takenOver.getMessage());
      } catch (SchemaMismatch other) {
        throw other;
      } catch (SQLException | ExecutionException | RuntimeException failure) {
        if (stopping) {
          // An interrupted operation can fail with any exception.
          return;
        }
        wait = waitOut(wait, failure);
      }
    }
  }

  private LeaderTerm term(Connection connection, ExecutorService executor) throws SQLException {
    enableKeepalives(connection);
    return LeaderTerm.takeOver(
        streams, connection, new Ledger(connection), executor, System::nanoTime);
  }

  /// Enables TCP keepalives on the server, so that it releases the lock soon after this host
  /// disappears without closing the connection.
  private static void enableKeepalives(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "set tcp_keepalives_idle = 1; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 1;"
              + " set tcp_user_timeout = 2000");
    }
  }

  private static void read(LeaderTerm term)
      throws SQLException, LeaderTerm.TakenOver, InterruptedException, ExecutionException {
    var idle = SHORTEST_IDLE;
    while (true) {
      if (term.round() > 0) {
        idle = SHORTEST_IDLE;
      } else {
        Thread.sleep(idle);
        var longer = idle.multipliedBy(6).dividedBy(5);
        idle = longer.compareTo(LONGEST_IDLE) > 0 ? LONGEST_IDLE : longer;
      }
    }
  }

  private void awaitLeadership(Connection connection) throws SQLException, InterruptedException {
    if (tryLock(connection)) {
      return;
    }
    // A standby worker reads once to load and warm up classes, so that taking over is fast.
    log.info("standing by: another worker is the leader");
    var _ = Backlog.of(streams, connection);
    while (!tryLock(connection)) {
      Thread.sleep(STAND_BY_MILLIS);
    }
    log.info("taking over");
  }

  private static boolean tryLock(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(TRY_LOCK)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Duration resetWait(Duration wait) {
    if (!wait.equals(FIRST_WAIT)) {
      log.info("resumed");
    }
    return FIRST_WAIT;
  }

  private static Duration waitOut(Duration wait, Exception failure) {
    if (wait.equals(FIRST_WAIT)) {
      log.warn(
          "retrying with backoff, will resume at the checkpoints: {}", cause(failure).getMessage());
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
