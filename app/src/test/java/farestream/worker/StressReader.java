package farestream.worker;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// One worker's leadership term in the thread of the schedule, with a connection of its own.
final class StressReader {
  private final FragileConnection line;
  private final LeaderTerm session;
  private final StressDatabase database;

  private StressReader(FragileConnection line, LeaderTerm session, StressDatabase database) {
    this.line = line;
    this.session = session;
    this.database = database;
  }

  /// Starts a term like a worker that has acquired the lock. The previous reader may not have
  /// noticed.
  static StressReader takeOver(
      StressDatabase database, StressSink sink, TripStreams streams, LongSupplier nanoTime)
      throws SQLException {
    var line = new FragileConnection(database.commands().getConnection());
    try {
      var connection = sink.connection(line.connection());
      var ledger = sink.ledger(connection);
      var session = LeaderTerm.takeOver(streams, connection, ledger, new InThisThread(), nanoTime);
      return new StressReader(line, session, database);
    } catch (SQLException | RuntimeException failure) {
      line.cut();
      throw failure;
    }
  }

  FragileConnection line() {
    return line;
  }

  int round() throws SQLException, LeaderTerm.TakenOver, InterruptedException, ExecutionException {
    return session.round();
  }

  /// Ends the process, which loses everything uncommitted.
  void abandon() {
    try {
      line.cut();
      database.terminate(line.backend());
    } catch (SQLException alreadyGone) {
      // A failure to close is expected.
    }
  }

  /// Runs everything in the calling thread, so that a schedule doesn't depend on thread timing.
  private static final class InThisThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return true;
    }
  }
}
