package farestream.lambda;

import farestream.ledger.Batch;
import farestream.ledger.Ledger;
import farestream.ledger.Outcome;
import farestream.ledger.QuarantineIntake;
import farestream.ledger.Rehearsal;
import farestream.stream.StreamEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ledger on a connection that is kept from one invocation to the next. Between two of them
/// Lambda freezes the process, for milliseconds or for hours, and the server may have cut the
/// connection meanwhile.
final class KeptLedger {
  /// Idle for longer, a connection is asked whether it still is one.
  private static final Duration TRUSTED = Duration.ofSeconds(2);

  private static final int ASKED_SECONDS = 2;
  private static final long ATTEMPT_MILLIS = (DatabaseLogin.ATTEMPT_SECONDS + 2) * 1_000L;

  private final DatabaseLogin login;
  private @Nullable Connection connection;
  private @Nullable Ledger ledger;
  private long lastUsedMillis;

  KeptLedger(DatabaseLogin login) {
    this.login = login;
  }

  /// What became of an event.
  ///
  /// @param unreadable how many records were put into quarantine for no item of theirs could be
  ///     read
  record Applied(Outcome outcome, int unreadable) {}

  /// What fails on a kept connection is tried once more on a new one.
  ///
  /// @param remainingMillis until Lambda ends the invocation
  Applied apply(StreamEvent event, LongSupplier remainingMillis) {
    closeIfStale();
    var kept = connection != null;
    try {
      return once(event);
    } catch (SQLException outage) {
      close();
      if (!kept || remainingMillis.getAsLong() < ATTEMPT_MILLIS) {
        return notCommitted(event, outage);
      }
    }
    try {
      return once(event);
    } catch (SQLException outage) {
      close();
      return notCommitted(event, outage);
    }
  }

  private Applied once(StreamEvent event) throws SQLException {
    try {
      return onThisConnection(event);
    } catch (RuntimeException bug) {
      // Nobody knows in which state it left the transaction.
      close();
      throw bug;
    }
  }

  private Applied onThisConnection(StreamEvent event) throws SQLException {
    var open = open();
    var unreadable = QuarantineIntake.put(connection(), event.source(), event.unreadable());
    var outcome = open.apply(new Batch(event.source(), event.changes(), Optional.empty()));
    lastUsedMillis = System.currentTimeMillis();
    return switch (outcome) {
      case Outcome.Committed _ -> new Applied(outcome, unreadable);
      case Outcome.NotCommitted(_, var outage) -> throw outage;
      case Outcome.Fenced _ -> throw new IllegalStateException("fenced without an epoch");
    };
  }

  private static Applied notCommitted(StreamEvent event, SQLException outage) {
    return new Applied(new Outcome.NotCommitted(event.first(), outage), 0);
  }

  /// Logs in, if it isn't.
  void connect() throws SQLException {
    var _ = open();
  }

  /// Loads every class that a batch needs, and has PostgreSQL plan every statement; writes
  /// nothing.
  void rehearse() throws SQLException {
    connect();
    Rehearsal.run(connection());
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
    var made = new Ledger(opened);
    ledger = made;
    lastUsedMillis = System.currentTimeMillis();
    return made;
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
      if (connection.isValid(ASKED_SECONDS)) {
        return;
      }
    } catch (SQLException cantSay) {
      // So it isn't.
    }
    close();
  }
}
