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

/// The ledger on a connection that is kept from one invocation to the next. Between two of them
/// Lambda freezes the process, for milliseconds or for hours, and the server may have cut the
/// connection meanwhile.
final class WarmLedger {
  /// Idle for longer, a connection is asked whether it still is one.
  private static final Duration TRUSTED = Duration.ofSeconds(2);

  static final Duration ASKED = Duration.ofSeconds(2);

  /// The first question on a new connection, within what Lambda allows a hook.
  static final Duration OPENED = Duration.ofSeconds(2);

  /// All transactions of a batch together: two attempts of this, the login of the second and the
  /// question before the first end before the function's 60 seconds.
  static final Duration BATCH = Duration.ofSeconds(20);

  private final DatabaseLogin login;
  private final Duration longest;
  private @Nullable Connection connection;
  private @Nullable Ledger ledger;
  private long lastUsedMillis;

  WarmLedger(DatabaseLogin login) {
    this(login, BATCH);
  }

  /// @param longest that a batch may take on one connection
  WarmLedger(DatabaseLogin login, Duration longest) {
    this.login = login;
    this.longest = longest;
  }

  /// What fails on a kept connection is tried once more on a new one.
  ///
  /// @param remainingMillis until Lambda ends the invocation
  BatchOutcome apply(StreamEvent event, LongSupplier remainingMillis) {
    var batch = Batch.of(event);
    closeIfStale();
    var kept = connection != null;
    try {
      return once(batch);
    } catch (SQLException outage) {
      close();
      if (!kept || remainingMillis.getAsLong() < attempt().toMillis()) {
        return new BatchOutcome.NotCommitted(batch.first(), outage);
      }
    }
    try {
      return once(batch);
    } catch (SQLException outage) {
      close();
      return new BatchOutcome.NotCommitted(batch.first(), outage);
    }
  }

  /// On a new connection, with a second to answer in.
  Duration attempt() {
    return DatabaseLogin.LONGEST.plus(OPENED).plus(longest).plus(Deadline.CUT).plusSeconds(1);
  }

  private BatchOutcome once(Batch batch) throws SQLException {
    try {
      return onThisConnection(batch);
    } catch (RuntimeException | Error bug) {
      // Nobody knows in which state it left the transaction.
      close();
      throw bug;
    }
  }

  private BatchOutcome onThisConnection(Batch batch) throws SQLException {
    var open = open();
    try (var _ = Deadline.of(connection(), longest)) {
      var outcome = open.apply(batch);
      lastUsedMillis = System.currentTimeMillis();
      return switch (outcome) {
        case BatchOutcome.Committed committed -> committed;
        case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
        case BatchOutcome.Fenced _ -> throw new IllegalStateException("fenced without an epoch");
      };
    }
  }

  /// Logs in, if it isn't.
  void connect() throws SQLException {
    try {
      var _ = open();
    } catch (SQLException outage) {
      close();
      throw outage;
    }
  }

  /// Loads every class that a batch needs; writes nothing.
  WarmUp rehearse() throws SQLException {
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
        // So it is closed.
      }
    }
  }

  private Ledger open() throws SQLException {
    if (ledger != null) {
      return ledger;
    }
    var opened = login.forBatches().getConnection();
    connection = opened;
    try (var _ = Deadline.of(opened, OPENED)) {
      var made = new Ledger(opened);
      ledger = made;
      lastUsedMillis = System.currentTimeMillis();
      return made;
    }
  }

  private Connection connection() {
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  /// By the clock on the wall: the other one may stand still while the process is frozen.
  private void closeIfStale() {
    var idleMillis = Math.abs(System.currentTimeMillis() - lastUsedMillis);
    if (connection == null || idleMillis < TRUSTED.toMillis()) {
      return;
    }
    try {
      if (connection.isValid(Math.toIntExact(ASKED.toSeconds()))) {
        return;
      }
    } catch (SQLException cantSay) {
      // So it isn't.
    }
    close();
  }
}
