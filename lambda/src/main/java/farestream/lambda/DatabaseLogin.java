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

/// How a function logs in to PostgreSQL: with libpq's environment variables and, without
/// `PGPASSWORD`, with an IAM authentication token that is created for each connection.
final class DatabaseLogin {
  /// Fetching the credentials and logging in together take less than the 10 seconds that Lambda
  /// allows for initialization and for the hook after SnapStart's restore.
  private static final int LOGIN_SECONDS = 4;

  private static final int STATEMENT_SECONDS = 15;
  private static final int LOCK_SECONDS = 10;
  private static final int SOCKET_SECONDS = 18;

  /// The timeout for opening a connection, which includes fetching the credentials.
  static final Duration CONNECT_TIMEOUT = AwsCredentials.FETCH_TIMEOUT.plusSeconds(LOGIN_SECONDS);

  /// The session's timeouts. If Lambda kills a function inside a transaction, the server ends the
  /// idle session after 30 seconds, which releases its locks.
  private static final String SESSION_OPTIONS =
      "-c statement_timeout=%ds -c lock_timeout=%ds -c idle_in_transaction_session_timeout=30s"
          .formatted(STATEMENT_SECONDS, LOCK_SECONDS);

  private final Map<String, String> environment;
  private final Clock clock;
  private final PostgresTls tls;

  /// @param environment libpq's variables, `AWS_REGION` and the AWS credentials; an empty value
  ///     counts as unset
  /// @param clock gives the time at which a token is signed
  /// @throws IllegalArgumentException if a variable is missing or invalid; the message names it
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
            "PGSSLMODE must be verify-full when PGPASSWORD is not set: only a verified server may"
                + " receive the IAM token");
      }
    }
  }

  /// Returns a data source for batches. Timeouts bound each statement, lock wait and socket read,
  /// whatever the database does.
  ///
  /// @throws SQLException if the IAM token can't be created
  PGSimpleDataSource forBatches() throws SQLException {
    var source = forMigration();
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setSocketFactory(AbortableSockets.class.getName());
    source.setOptions(SESSION_OPTIONS);
    return source;
  }

  /// Returns a data source for the migration, whose statements may take any time.
  ///
  /// @throws SQLException if the IAM token can't be created
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
    } catch (IOException failure) {
      // SQLSTATE class 08 is an outage: the batch is retried, and no record is quarantined.
      throw new SQLException(
          "could not create an IAM authentication token: " + failure.getMessage(),
          "08001",
          failure);
    }
  }

  private String required(String name) {
    return optional(name)
        .orElseThrow(
            () -> new IllegalArgumentException("environment variable " + name + " is not set"));
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name));
  }
}
