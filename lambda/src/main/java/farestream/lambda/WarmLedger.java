package farestream.lambda;

import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import farestream.sink.WarmUp;
import farestream.stream.StreamEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ledger on a connection that is reused across invocations. Between invocations Lambda
/// freezes the process, for milliseconds or hours, and the server may close the connection
/// meanwhile.
final class WarmLedger {
  /// A connection that has been idle for longer is validated before it is reused.
  private static final Duration IDLE_BEFORE_VALIDATION = Duration.ofSeconds(2);

  static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(2);

  /// The timeout for the first statements on a new connection, so that the restore hook ends
  /// within Lambda's limit.
  static final Duration SETUP_TIMEOUT = Duration.ofSeconds(2);

  /// The timeout for all transactions of a batch. A validation, an attempt, a login and a second
  /// attempt fit into the function's 60 seconds.
  static final Duration BATCH_TIMEOUT = Duration.ofSeconds(20);

  private final DatabaseLogin login;
  private final Duration batchTimeout;
  private @Nullable Connection connection;
  private @Nullable Ledger ledger;
  private long lastUsedMillis;

  WarmLedger(DatabaseLogin login) {
    this(login, BATCH_TIMEOUT);
  }

  /// @param batchTimeout the longest that a batch may take on one connection
  WarmLedger(DatabaseLogin login, Duration batchTimeout) {
    this.login = login;
    this.batchTimeout = batchTimeout;
  }

  /// Applies the event as one batch. A batch that fails on a reused connection is retried once on
  /// a new one, if enough time is left.
  ///
  /// @param remainingMillis gives the milliseconds until Lambda ends the invocation
  BatchOutcome apply(StreamEvent event, LongSupplier remainingMillis) {
    var batch = Batch.of(event);
    closeIfStale();
    var reused = connection != null;
    try {
      return attempt(batch);
    } catch (SQLException outage) {
      close();
      if (!reused || remainingMillis.getAsLong() < attemptTimeout().toMillis()) {
        return new BatchOutcome.NotCommitted(batch.first(), outage);
      }
    }
    try {
      return attempt(batch);
    } catch (SQLException outage) {
      close();
      return new BatchOutcome.NotCommitted(batch.first(), outage);
    }
  }

  /// Returns the longest that an attempt on a new connection can take, plus a second to respond.
  Duration attemptTimeout() {
    return DatabaseLogin.CONNECT_TIMEOUT
        .plus(SETUP_TIMEOUT)
        .plus(batchTimeout)
        .plus(Deadline.ABORT_TIMEOUT)
        .plusSeconds(1);
  }

  private BatchOutcome attempt(Batch batch) throws SQLException {
    try {
      return applyWithinDeadline(batch);
    } catch (RuntimeException | Error bug) {
      // The state of the transaction is unknown.
      close();
      throw bug;
    }
  }

  private BatchOutcome applyWithinDeadline(Batch batch) throws SQLException {
    var open = open();
    try (var _ = Deadline.of(connection(), batchTimeout)) {
      var outcome = open.apply(batch);
      lastUsedMillis = System.currentTimeMillis();
      return switch (outcome) {
        case BatchOutcome.Committed committed -> committed;
        case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
        case BatchOutcome.Fenced _ -> throw new IllegalStateException("fenced without an epoch");
      };
    }
  }

  /// Opens a connection unless one is open.
  void connect() throws SQLException {
    try {
      var _ = open();
    } catch (SQLException outage) {
      close();
      throw outage;
    }
  }

  /// Loads every class that a batch needs; commits nothing.
  WarmUp warmUp() throws SQLException {
    connect();
    return WarmUp.run(connection());
  }

  void close() {
    var closed = connection;
    connection = null;
    ledger = null;
    if (closed != null) {
      try {
        closed.close();
      } catch (SQLException gone) {
        // The connection is closed already.
      }
    }
  }

  private Ledger open() throws SQLException {
    if (ledger != null) {
      return ledger;
    }
    var opened = login.forBatches().getConnection();
    connection = opened;
    try (var _ = Deadline.of(opened, SETUP_TIMEOUT)) {
      var created = new Ledger(opened);
      ledger = created;
      lastUsedMillis = System.currentTimeMillis();
      return created;
    }
  }

  private Connection connection() {
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  /// Closes a connection that was idle and fails its validation. Idle time is measured by the
  /// wall clock, because the monotonic clock may stop while the process is frozen.
  private void closeIfStale() {
    var idleMillis = Math.abs(System.currentTimeMillis() - lastUsedMillis);
    if (connection == null || idleMillis < IDLE_BEFORE_VALIDATION.toMillis()) {
      return;
    }
    try {
      if (connection.isValid(Math.toIntExact(VALIDATION_TIMEOUT.toSeconds()))) {
        return;
      }
    } catch (SQLException failure) {
      // The connection isn't valid.
    }
    close();
  }
}
