package farestream.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// A database of its own on the real PostgreSQL that is started once per test run, with the
/// roles a real one has. It is thrown away with the server when the run ends.
///
/// @param owner as the role that owns the database and migrates it
/// @param commands as the role that the worker and the commands use
/// @param stream as the role that the function on AWS uses
public record TestDatabase(DataSource owner, DataSource commands, DataSource stream) {

  private static final AtomicInteger MADE = new AtomicInteger();

  /// A database with our schema and its reference data, and nothing else.
  public static TestDatabase fresh() {
    return Server.RUNNING.database(Server.MIGRATED);
  }

  /// A database without a schema.
  public static TestDatabase empty() {
    return Server.RUNNING.database("template0");
  }

  /// Started by the first test that needs it.
  private record Server(EmbeddedPostgres postgres) {
    static final String MIGRATED = "migrated";
    static final Server RUNNING = start();

    static Server start() {
      try {
        var server =
            new Server(
                EmbeddedPostgres.builder()
                    // A crash would lose the data, and nobody would miss it.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .start());
        server.run("create role farestream_owner login");
        server.run("create role farestream login");
        server.run("create role farestream_stream login");
        server.run("create database " + MIGRATED + " template template0 owner farestream_owner");
        Schema.migrate(server.login(MIGRATED, "farestream_owner"));
        return server;
      } catch (IOException cannotStart) {
        throw new UncheckedIOException("PostgreSQL does not start", cannotStart);
      }
    }

    /// Copying the migrated database takes a tenth of the time of migrating.
    TestDatabase database(String template) {
      var name = "test_" + MADE.incrementAndGet();
      run("create database " + name + " template " + template + " owner farestream_owner");
      return new TestDatabase(
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
