package farestream.local;

import farestream.database.PostgresLogin;
import farestream.database.PostgresTls;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.util.PasswordUtil;

/// Creates the database `taxidb` and its roles on a server's first start. One role owns the
/// database and runs the migrations; another can't run DDL and is used by the worker and the
/// commands. A third is a second person's login for the commands, since four eyes need one.
final class PostgresDatabase {
  private static final String NAME = "taxidb";
  private static final String OWNER = "farestream_owner";
  private static final String COMMANDS = "farestream";
  private static final String COLLEAGUE = "colleague";

  private static final int LOGIN_SECONDS = 10;

  /// Iterations make it slow to guess a password from its hash, and each connection as well: the
  /// default of 4096 takes the driver longer than the rest of a login. These passwords are random,
  /// so they can't be guessed.
  private static final int SCRAM_ITERATIONS = 1;

  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int port;
  private final Secrets secrets;

  PostgresDatabase(int port, Secrets secrets) {
    this.port = port;
    this.secrets = secrets;
  }

  PostgresLogin owner() {
    return login(NAME, OWNER, secrets.owner());
  }

  PostgresLogin commands() {
    return login(NAME, COMMANDS, secrets.commands());
  }

  PostgresLogin colleague() {
    return login(NAME, COLLEAGUE, secrets.colleague());
  }

  private PostgresLogin login(String database, String role, String password) {
    // SCRAM authenticates the server too: another program listening on the port can't prove that
    // it knows the password, and never learns it.
    return new PostgresLogin(
        "127.0.0.1", port, database, role, password, PostgresTls.UNSAID, "scram-sha-256");
  }

  /// Returns whether the server accepts connections, and creates the database if it is missing.
  ///
  /// @throws StartFailure if the server rejects the connection or a statement
  boolean isReady() {
    try (var connection = connect()) {
      if (!exists(connection, "pg_database where datname = '" + NAME + "'")) {
        create(connection);
      }
      return true;
    } catch (SQLException refusal) {
      if (isStarting(refusal)) {
        return false;
      }
      throw new StartFailure(
          "PostgreSQL rejected the set-up of its database: " + refusal.getMessage(), refusal);
    }
  }

  private Connection connect() throws SQLException {
    var source = login("postgres", PostgresCluster.SUPERUSER, secrets.superuser()).dataSource();
    source.setLoginTimeout(LOGIN_SECONDS);
    return source.getConnection();
  }

  // SQLSTATE class 08: nothing listens on the port yet. 57P03: the server is still recovering.
  private static boolean isStarting(SQLException refusal) {
    var state = String.valueOf(refusal.getSQLState());
    return state.startsWith("08") || state.equals("57P03");
  }

  // The database gets its name last. If a start is killed before that, the next one finds no
  // `taxidb` and begins again.
  private void create(Connection connection) throws SQLException {
    createRole(connection, OWNER, secrets.owner());
    createRole(connection, COMMANDS, secrets.commands());
    createRole(connection, COLLEAGUE, secrets.colleague());
    // A member that could set the role could also change its password.
    run(connection, "grant " + COMMANDS + " to " + COLLEAGUE + " with set false");
    run(connection, "drop database if exists taxidb_new");
    // Since PostgreSQL 15 only the database's owner may create objects in the schema public.
    run(connection, "create database taxidb_new owner " + OWNER);
    run(connection, "alter database taxidb_new set timezone = 'UTC'");
    run(connection, "revoke all on database taxidb_new from public");
    run(connection, "grant connect on database taxidb_new to " + COMMANDS);
    run(connection, "alter database taxidb_new rename to " + NAME);
  }

  private static void createRole(Connection connection, String role, String password)
      throws SQLException {
    if (!exists(connection, "pg_roles where rolname = '" + role + "'")) {
      run(connection, "create role " + role + " login");
    }
    // The driver hashes the password, so neither the server nor its log sees it in clear text.
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var verifier = PasswordUtil.encodeScramSha256(password.toCharArray(), SCRAM_ITERATIONS, salt);
    run(connection, "alter role " + role + " password '" + verifier + "'");
  }

  private static boolean exists(Connection connection, String what) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select 1 from " + what)) {
      return rows.next();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
