package farestream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import farestream.database.PostgresLogin;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// Connections of the tests' commands, kept per login: a new session costs more than most commands'
/// other work. A connection that a command closes loses its locks, settings and temporary tables,
/// as if its session had ended.
final class KeptConnections {
  private static final Map<PostgresLogin, DataSource> POOLS = new ConcurrentHashMap<>();

  private static final String END_OF_SESSION =
      "select pg_advisory_unlock_all(); reset all; discard temp";

  private static final int MOST = 20;

  static {
    // A test may have ended the session of an idle connection.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
  }

  private KeptConnections() {}

  static DataSource of(PostgresLogin login) {
    return POOLS.computeIfAbsent(login, KeptConnections::pool);
  }

  private static DataSource pool(PostgresLogin login) {
    var settings = new HikariConfig();
    settings.setDataSource(login.checkedDataSource());
    settings.setMinimumIdle(0);
    settings.setMaximumPoolSize(MOST);
    var pool = new HikariDataSource(settings);
    return proxy(
        DataSource.class,
        (method, arguments) ->
            method.getName().equals("getConnection")
                ? ending(pool.getConnection())
                : method.invoke(pool, arguments));
  }

  private static Connection ending(Connection kept) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("close") && !kept.isClosed()) {
            end(kept);
          }
          return method.invoke(kept, arguments);
        });
  }

  private static void end(Connection kept) throws SQLException {
    if (!kept.isValid(1)) {
      return;
    }
    if (!kept.getAutoCommit()) {
      kept.rollback();
      kept.setAutoCommit(true);
    }
    try (var statement = kept.createStatement()) {
      statement.execute(END_OF_SESSION);
    }
  }

  private interface Call {
    Object on(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return call.on(method, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            }));
  }
}
