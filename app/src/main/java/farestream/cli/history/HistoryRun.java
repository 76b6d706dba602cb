package farestream.cli.history;

import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.history.History;
import farestream.history.HistoryLoader;
import farestream.history.HistoryUploader;
import farestream.tripimport.TripImports;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One run of `history`: loads rows into PostgreSQL, then uploads the items to DynamoDB. A lock
/// admits one run at a time. Ctrl-C ends it after the current batch of rows or items.
final class HistoryRun implements AutoCloseable {
  private final Config config;
  private final PrintWriter err;
  private final Connection connection;
  private final TripImports loads;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean stopped;

  private HistoryRun(Config config, PrintWriter err, Connection connection, TripImports loads) {
    this.config = config;
    this.err = err;
    this.connection = connection;
    this.loads = loads;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  static HistoryRun begin(Config config, PrintWriter err) throws SQLException {
    var connection = config.ledger().getConnection();
    try {
      var loads =
          TripImports.begin(connection)
              .orElseThrow(
                  () ->
                      new Refusal(
                          "another ./farestream history is running: wait until it ends, or stop it"));
      return new HistoryRun(config, err, connection, loads);
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /// The outcome of loading one database, and how long it took.
  record Took<T>(T outcome, Duration time) {
    /// Returns the rate for a number of trips; times below 1 ms count as 1 ms.
    long perSecond(long many) {
      return Math.round(many / Math.max(0.001, time.toNanos() / 1e9));
    }
  }

  TripImports loads() {
    return loads;
  }

  boolean isStopped() {
    return stopped;
  }

  /// Loads rows into PostgreSQL.
  ///
  /// @param total the estimated number of trips, for the progress bar; negative if unknown
  Took<HistoryLoader.Outcome> load(History history, long total)
      throws SQLException, InterruptedException {
    try (var progress = new Progress("into PostgreSQL", total, err)) {
      var began = System.nanoTime();
      var outcome = HistoryLoader.run(loads, history, this::isStopped, progress::at);
      return new Took<>(outcome, since(began));
    }
  }

  /// Uploads all imported trips that aren't in DynamoDB yet, also those of earlier runs.
  ///
  /// @return empty after Ctrl-C
  Optional<Took<HistoryUploader.Outcome>> send() throws SQLException, InterruptedException {
    if (stopped) {
      return Optional.empty();
    }
    try (var progress = new Progress("into DynamoDB", HistoryUploader.toSend(connection), err)) {
      var began = System.nanoTime();
      var outcome =
          HistoryUploader.run(connection, config.tripsTable(), this::isStopped, progress::at);
      return Optional.of(new Took<>(outcome, since(began)));
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// The shutdown hook: requests the run to stop and delays the JVM's exit until it has.
  private void stop() {
    stopped = true;
    try {
      var _ = done.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.close();
    } finally {
      done.countDown();
    }
  }
}
