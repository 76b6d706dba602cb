package farestream.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.regex.Pattern;

/// A connection that rewrites a part of one statement, to show what that part is for.
final class RewrittenSql {
  private RewrittenSql() {}

  /// @param statement the beginning or a part of the statement to change
  /// @throws AssertionError when used, if the statement has no such part: then the sink was
  ///     changed and the bug would no longer be simulated
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
