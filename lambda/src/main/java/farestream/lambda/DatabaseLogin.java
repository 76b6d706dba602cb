package farestream.lambda;

import farestream.database.PostgresLogin;
import farestream.database.PostgresTls;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// How a function logs in: libpq's variables and, without `PGPASSWORD`, a token of IAM that is
/// made for each connection.
final class DatabaseLogin {
  /// With the credentials before it below the 10 seconds that Lambda allows the start and what
  /// comes after SnapStart's restore.
  private static final int LOGIN_SECONDS = 4;

  private static final int STATEMENT_SECONDS = 15;
  private static final int LOCK_SECONDS = 10;
  private static final int SOCKET_SECONDS = 18;

  /// How long a new connection may take.
  static final Duration LONGEST = AwsCredentials.LONGEST.plusSeconds(LOGIN_SECONDS);

  /// A function that was killed within a transaction must not hold its locks for long.
  private static final String SESSION =
      "-c statement_timeout=%ds -c lock_timeout=%ds -c idle_in_transaction_session_timeout=30s"
          .formatted(STATEMENT_SECONDS, LOCK_SECONDS);

  private final Map<String, String> environment;
  private final Clock clock;
  private final PostgresTls tls;

  /// @throws IllegalArgumentException with a line for whoever deploys, if a variable is missing
  ///     or wrong
  DatabaseLogin(Map<String, String> environment, Clock clock) {
    this.environment = new HashMap<>(environment);
    this.environment.values().removeIf(String::isEmpty);
    this.clock = clock;
    this.tls = new PostgresTls(optional("PGSSLMODE"), optional("PGSSLROOTCERT"));
    required("PGHOST");
    if (optional("PGPASSWORD").isEmpty()) {
      required("AWS_REGION");
      if (!tls.provesTheServer()) {
        throw new IllegalArgumentException(
            "without PGPASSWORD the function signs in by IAM, which needs PGSSLMODE=verify-full:"
                + " nobody else may get the token");
      }
    }
  }

  /// For a batch: whatever the database does, no single statement and no read takes forever.
  PGSimpleDataSource forBatches() throws SQLException {
    var source = forMigration();
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setSocketFactory(AbortableSockets.class.getName());
    source.setOptions(SESSION);
    return source;
  }

  /// Without a bound for how long a statement takes.
  ///
  /// @throws SQLException if there are no credentials to sign in with
  PGSimpleDataSource forMigration() throws SQLException {
    var host = required("PGHOST");
    var port = Integer.parseInt(optional("PGPORT").orElse("5432"));
    var user = optional("PGUSER").orElse("farestream");
    var login =
        new PostgresLogin(
            host,
            port,
            optional("PGDATABASE").orElse("taxidb"),
            user,
            password(host, port, user),
            tls,
            optional("PGREQUIREAUTH").orElse(""));
    var source = login.dataSource();
    source.setConnectTimeout(LOGIN_SECONDS);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setTcpKeepAlive(true);
    source.setApplicationName("farestream lambda");
    return source;
  }

  private String password(String host, int port, String user) throws SQLException {
    var password = optional("PGPASSWORD");
    if (password.isPresent()) {
      return password.get();
    }
    try {
      return DatabaseToken.of(
          host,
          port,
          user,
          required("AWS_REGION"),
          AwsCredentials.current(environment),
          clock.instant());
    } catch (IOException unknown) {
      // An outage as any other: it says nothing against any record.
      throw new SQLException("can't sign in by IAM: " + unknown.getMessage(), "08001", unknown);
    }
  }

  private String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("the function needs " + name));
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name));
  }
}
