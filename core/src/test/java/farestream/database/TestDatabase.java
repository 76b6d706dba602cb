package farestream.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// A separate database for a test, on a real PostgreSQL server with the production roles. The
/// server starts once per test run and is deleted with its databases when the run ends.
///
/// @param name the name of the database
/// @param owner connections as the role that owns and migrates the database
/// @param commands connections as the role of the worker and the commands
/// @param stream connections as the role of the Lambda function
public record TestDatabase(String name, DataSource owner, DataSource commands, DataSource stream) {

  private static final AtomicInteger CREATED = new AtomicInteger();

  /// Creates a database with Farestream's schema and reference data only.
  public static TestDatabase fresh() {
    return Server.RUNNING.database(Server.MIGRATED);
  }

  /// Returns the same database with pools of connections, for the tests that share it: opening a
  /// connection costs more than most of their statements.
  public TestDatabase pooled() {
    return new TestDatabase(name, pool(owner), pool(commands), pool(stream));
  }

  /// Returns connections as another person with the privileges of the commands.
  public DataSource colleague() {
    return as("colleague");
  }

  /// Returns connections with another login of the server.
  public DataSource as(String user) {
    return Server.RUNNING.login(name, user);
  }

  private static DataSource pool(DataSource source) {
    var settings = new HikariConfig();
    settings.setDataSource(source);
    settings.setMinimumIdle(0);
    settings.setMaximumPoolSize(20);
    settings.setExceptionOverride(new KeptAfterRefusal());
    return new HikariDataSource(settings);
  }

  /// Keeps a connection whose statement one of our rules refused with 0A000, which a pool takes for
  /// a broken one.
  private static final class KeptAfterRefusal implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
      return "0A000".equals(failure.getSQLState())
          ? Override.DO_NOT_EVICT
          : Override.CONTINUE_EVICT;
    }
  }

  /// Creates an empty database.
  public static TestDatabase empty() {
    return Server.RUNNING.database("template0");
  }

  /// The server, started by the first test that needs it.
  private record Server(EmbeddedPostgres postgres) {
    static final String MIGRATED = "migrated";
    static final Server RUNNING = start();

    static Server start() {
      try {
        var server =
            new Server(
                EmbeddedPostgres.builder()
                    // Faster; losing test data in a crash doesn't matter.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .start());
        server.run("create role farestream_owner login");
        server.run("create role farestream login");
        server.run("create role farestream_stream login");
        server.run("create role colleague login");
        server.run("grant farestream to colleague with set false");
        server.run("create role third login");
        server.run("grant farestream to third with set false");
        server.run("create role farestream_authenticator login noinherit");
        server.run("grant colleague to farestream_authenticator");
        server.run("create database " + MIGRATED + " template template0 owner farestream_owner");
        Schema.migrate(server.login(MIGRATED, "farestream_owner"));
        return server;
      } catch (IOException cannotStart) {
        throw new UncheckedIOException("PostgreSQL does not start", cannotStart);
      }
    }

    /// Creates a database from a template: copying the migrated one takes a tenth of the time of a
    /// migration.
    TestDatabase database(String template) {
      var name = "test_" + CREATED.incrementAndGet();
      run("create database " + name + " template " + template + " owner farestream_owner");
      return new TestDatabase(
          name,
          login(name, "farestream_owner"),
          login(name, "farestream"),
          login(name, "farestream_stream"));
    }

    DataSource login(String database, String user) {
      return new PostgresLogin("localhost", postgres.getPort(), database, user, "").dataSource();
    }

    synchronized void run(String sql) {
      try (var connection = postgres.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException failed) {
        throw new IllegalStateException(sql, failed);
      }
    }
  }
}
