package farestream.config;

import farestream.config.Config.WrongSetting;
import farestream.database.PostgresLogin;
import farestream.database.PostgresTls;
import java.util.Optional;
import java.util.function.Function;

/// Reads a login of PostgreSQL from libpq's variables.
final class LibpqVariables {
  private static final int MAX_PORT = 65_535;

  private LibpqVariables() {}

  /// @throws WrongSetting if the port or the TLS settings are invalid
  static PostgresLogin login(Function<String, Optional<String>> variables) {
    return new PostgresLogin(
        variables.apply("PGHOST").orElse("127.0.0.1"),
        port(variables.apply("PGPORT").orElse("5432")),
        variables.apply("PGDATABASE").orElse("taxidb"),
        variables.apply("PGUSER").orElse("farestream"),
        variables.apply("PGPASSWORD").orElse(""),
        tls(variables),
        variables.apply("PGREQUIREAUTH").orElse(""));
  }

  private static PostgresTls tls(Function<String, Optional<String>> variables) {
    try {
      return new PostgresTls(variables.apply("PGSSLMODE"), variables.apply("PGSSLROOTCERT"));
    } catch (IllegalArgumentException refused) {
      throw new WrongSetting(String.valueOf(refused.getMessage()));
    }
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_PORT) {
      throw new WrongSetting("PGPORT '%s' is not a port such as 5432".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
