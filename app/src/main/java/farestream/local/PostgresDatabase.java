package farestream.local;

import farestream.database.PostgresLogin;
import farestream.database.PostgresTls;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// The database `taxidb` and its two roles, made on a server's first start: one that migrates and
/// owns the database, and one without DDL that the worker and the commands use.
final class PostgresDatabase {
  private static final String NAME = "taxidb";
  private static final String OWNER = "farestream_owner";
  private static final String COMMANDS = "farestream";

  private static final int LOGIN_SECONDS = 10;

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

  private PostgresLogin login(String database, String role, String password) {
    // Whoever else listens on the port can't prove that he knows the password, and never learns it.
    return new PostgresLogin(
        "127.0.0.1", port, database, role, password, PostgresTls.UNSAID, "scram-sha-256");
  }

  /// Whether the server answers and the database is there: if it isn't yet, it's made.
  ///
  /// @throws CannotStart if the server answers with a refusal
  boolean isReady() {
    try (var connection = connect()) {
      if (!exists(connection, "pg_database where datname = '" + NAME + "'")) {
        make(connection);
      }
      return true;
    } catch (SQLException refusal) {
      if (isStarting(refusal)) {
        return false;
      }
      throw new StartFailure("PostgreSQL refuses us: " + refusal.getMessage(), refusal);
    }
  }

  private Connection connect() throws SQLException {
    var source = login("postgres", PostgresCluster.SUPERUSER, secrets.superuser()).dataSource();
    source.setLoginTimeout(LOGIN_SECONDS);
    return source.getConnection();
  }

  // 08: nobody listens yet; 57P03: it listens and is still recovering.
  private static boolean isStarting(SQLException refusal) {
    var state = String.valueOf(refusal.getSQLState());
    return state.startsWith("08") || state.equals("57P03");
  }

  // The name is given last: a start killed on the way finds no `taxidb` and begins again.
  private void make(Connection connection) throws SQLException {
    makeRole(connection, OWNER, secrets.owner());
    makeRole(connection, COMMANDS, secrets.commands());
    run(connection, "drop database if exists taxidb_new");
    // The owner of a database owns its schema public, where since PostgreSQL 15 only he creates.
    run(connection, "create database taxidb_new owner " + OWNER);
    run(connection, "alter database taxidb_new set timezone = 'UTC'");
    run(connection, "revoke all on database taxidb_new from public");
    run(connection, "grant connect on database taxidb_new to " + COMMANDS);
    run(connection, "alter database taxidb_new rename to " + NAME);
  }

  private static void makeRole(Connection connection, String role, String password)
      throws SQLException {
    if (!exists(connection, "pg_roles where rolname = '" + role + "'")) {
      run(connection, "create role " + role + " login");
    }
    // Hashed here: the server and its log never see it.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
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
