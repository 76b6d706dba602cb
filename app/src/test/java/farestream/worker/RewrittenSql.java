package farestream.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.regex.Pattern;

/// A connection on which a part of one statement is another, to see what that part is for.
final class RewrittenSql {
  private RewrittenSql() {}

  /// @param statement what the statement to be changed begins with or holds
  /// @throws AssertionError in use, if that statement has no such part: then the sink was changed,
  ///     and this is no longer the fault that it says it is
  static Connection of(Connection real, String statement, String part, String other) {
    var pattern = Pattern.compile(part, Pattern.DOTALL);
    InvocationHandler handler =
        (_, method, arguments) -> {
          if (method.getName().equals("prepareStatement")
              && arguments[0] instanceof String sql
              && sql.contains(statement)) {
            var matcher = pattern.matcher(sql);
            if (!matcher.find()) {
              throw new AssertionError("no " + part + " in: " + sql);
            }
            arguments[0] = matcher.replaceFirst(other);
          }
          try {
            return method.invoke(real, arguments);
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }
}
