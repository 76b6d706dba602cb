package farestream.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/// A real connection with a trap at a given call to the server: the connection is cut, its
/// process dies, or something else happens concurrently.
final class FragileConnection {
  private static final String COMMIT = "commit";
  private static final Set<String> CALLS =
      Set.of(
          COMMIT,
          "rollback",
          "setSavepoint",
          "releaseSavepoint",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeBatch",
          "unwrap");

  private final Connection real;
  private final Connection fragile;
  private final int backend;
  private Optional<Snare> snare = Optional.empty();
  private boolean overtaken;
  private int commitsSinceOvertaken;

  FragileConnection(Connection real) throws SQLException {
    this.real = real;
    this.fragile = proxy(Connection.class, real, false);
    try (var statement = real.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      this.backend = row.getInt(1);
      // A single thread would otherwise wait forever for a lock that another of its readers
      // holds.
      statement.execute("set lock_timeout = '100ms'");
    }
  }

  /// What happens at a call. An exception makes the call fail.
  interface Trap {
    void spring() throws SQLException;
  }

  /// @param atCommit whether only commits are counted, instead of every call to the server
  /// @param after whether the trap is sprung after the call instead of before it
  record Snare(int calls, boolean atCommit, boolean after, Trap trap) {
    boolean concerns(String call) {
      return !atCommit || call.equals(COMMIT);
    }

    Snare oneLess() {
      return new Snare(calls - 1, atCommit, after, trap);
    }
  }

  void set(Snare next) {
    snare = Optional.of(next);
  }

  void disarm() {
    snare = Optional.empty();
  }

  Connection connection() {
    return fragile;
  }

  int backend() {
    return backend;
  }

  /// Cuts the connection without notifying the server, like a network failure or a killed
  /// process.
  void cut() throws SQLException {
    real.abort(Runnable::run);
  }

  /// Makes the server raise an error: the transaction is lost, the connection remains.
  void fail(String state) throws SQLException {
    try (var statement = real.createStatement()) {
      statement.execute("do 'begin raise exception using errcode = ''%s''; end'".formatted(state));
    }
  }

  void overtaken() {
    overtaken = true;
  }

  /// Returns the number of commits since another reader has taken over. It must be 0.
  int commitsSinceOvertaken() {
    return commitsSinceOvertaken;
  }

  /// @param endsTransaction whether executing it commits
  private <T> T proxy(Class<T> type, Object target, boolean endsTransaction) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          var name = method.getName();
          var call = endsTransaction && name.startsWith("execute") ? COMMIT : name;
          return call(call, target, method, arguments);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(String call, Object target, Method method, Object[] arguments)
      throws Throwable {
    var springs = CALLS.contains(call) ? dueAt(call) : NOTHING;
    if (springs.isPresent() && !springs.get().after()) {
      springs.get().trap().spring();
    }
    var result = invoke(target, method, arguments);
    if (call.equals(COMMIT) && overtaken) {
      commitsSinceOvertaken++;
    }
    if (springs.isPresent() && springs.get().after()) {
      springs.get().trap().spring();
    }
    return switch (result) {
      case PreparedStatement statement ->
          proxy(PreparedStatement.class, statement, endsTransaction(arguments));
      case Statement statement -> proxy(Statement.class, statement, false);
      case null, default -> result;
    };
  }

  /// Returns whether the SQL ends with a commit. The ledger may send its last statement and the
  /// commit in one message.
  private static boolean endsTransaction(Object[] arguments) {
    return arguments[0] instanceof String sql && sql.strip().endsWith(COMMIT);
  }

  private static final Optional<Snare> NOTHING = Optional.empty();

  private Optional<Snare> dueAt(String call) {
    if (snare.isEmpty() || !snare.get().concerns(call)) {
      return NOTHING;
    }
    var next = snare.get().oneLess();
    snare = next.calls() > 0 ? Optional.of(next) : NOTHING;
    return next.calls() > 0 ? NOTHING : Optional.of(next);
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
