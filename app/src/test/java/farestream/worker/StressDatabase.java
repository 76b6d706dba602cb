package farestream.worker;

import farestream.database.PostgresLogin;
import farestream.database.Schema;
import farestream.local.KillablePostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The database on a PostgreSQL of its own, which can be killed. It is emptied between schedules
/// instead of being recreated.
final class StressDatabase {
  private static final String EMPTY =
      """
      -- What is never deleted in use is deleted here without its triggers.
      set session_replication_role = replica;
      delete from payment; delete from payment_event; delete from journal_line;
      delete from journal_posting; delete from journal_seal;
      delete from billing_adjustment; delete from billing_line;
      delete from billing; delete from billing_cycle; delete from billing_cycle_event;
      delete from billing_cycle_left;
      delete from trip_history; delete from trips; delete from trip_removal; delete from quarantine;
      delete from trip_decision;
      delete from stream_checkpoint; delete from stream_gap;
      alter sequence trips_id_seq restart;
      set session_replication_role = origin
      """;

  /// A rule by which the server rejects a record, so that the ledger must find out which one.
  private static final String RULE =
      "alter table trips add constraint a_cab_has_seats_for_so_many check (passenger_count < 99)";

  private static final class Server {
    static final KillablePostgres RUNNING = KillablePostgres.start();
    static final StressDatabase WHOLE = whole();

    private static StressDatabase whole() {
      Runtime.getRuntime().addShutdownHook(new Thread(RUNNING::close));
      Schema.migrate(RUNNING.owner().dataSource());
      try {
        run(RUNNING.owner(), RULE);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      return new StressDatabase("taxidb");
    }
  }

  private final String name;
  private Optional<Connection> observer = Optional.empty();
  private boolean down;

  private StressDatabase(String name) {
    this.name = name;
  }

  /// Returns the database, which the first caller starts.
  static StressDatabase running() {
    return Server.WHOLE;
  }

  /// Returns a copy on the same server, with a change.
  static StressDatabase without(String name, String change) throws SQLException {
    var template = Server.WHOLE;
    template.empty();
    template.observer().close();
    template.observer = Optional.empty();
    run(Server.RUNNING.superuser(), "drop database if exists " + name);
    run(Server.RUNNING.superuser(), "create database " + name + " template " + template.name);
    run(Server.RUNNING.superuser(), "grant connect on database " + name + " to farestream");
    var copy = new StressDatabase(name);
    run(copy.here(Server.RUNNING.superuser()), change);
    return copy;
  }

  /// Returns connections with the role of the worker and the commands.
  DataSource commands() {
    return here(Server.RUNNING.commands()).dataSource();
  }

  void empty() throws SQLException {
    try (var statement = observer().createStatement()) {
      statement.execute(EMPTY);
    }
  }

  /// Terminates a backend, as an administrator does, and returns when it has ended.
  void terminate(int backend) {
    if (!down) {
      var _ = rows("select pg_terminate_backend(%d)".formatted(backend));
      while (!rows("select from pg_stat_activity where pid = " + backend).isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  boolean isDown() {
    return down;
  }

  /// Kills the server with `kill -9`.
  void kill() {
    if (!down) {
      down = true;
      observer = Optional.empty();
      Server.RUNNING.kill();
    }
  }

  void startAgain() {
    if (down) {
      Server.RUNNING.startAgain();
      down = false;
    }
  }

  /// Returns the columns of all rows as text.
  List<List<String>> rows(String sql) {
    try (var statement = observer().createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<List<String>>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(rows.getString(column)));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /// Returns the observer's connection. It is reused, because logging in takes longer than most
  /// queries.
  private Connection observer() throws SQLException {
    if (observer.isEmpty()) {
      observer = Optional.of(here(Server.RUNNING.superuser()).dataSource().getConnection());
    }
    return observer.get();
  }

  private PostgresLogin here(PostgresLogin login) {
    return new PostgresLogin(login.host(), login.port(), name, login.user(), login.password());
  }

  private static void run(PostgresLogin login, String sql) throws SQLException {
    try (var connection = login.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
