package farestream.bench;

import farestream.booking.TableSetup;
import farestream.config.Config;
import farestream.config.LocalSystem;
import farestream.database.Schema;
import farestream.local.LocalServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Measures the time to the first row after a worker is started on an empty ledger, after
/// PostgreSQL has recovered from a kill -9, and after the active worker is killed while another one
/// is on stand-by.
public final class Recovery {
  private static final int ROUNDS = 7;

  /// One less than the exits within a minute after which a server isn't restarted any more.
  private static final int RESTARTS = 4;

  private static final String TABLE = "aws-db-workshop-trips";
  private static final Path HOME = Path.of(System.getProperty("farestream.home", "."));

  private Recovery() {}

  public static void main(String[] arguments) throws Exception {
    Samples.printHeader();
    workers();
    Folders.temporary(Recovery::postgres);
    System.exit(0);
  }

  private static void workers() throws Exception {
    var firstRows = new ArrayList<Double>();
    var takeOvers = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      Folders.temporary(folder -> workers(folder, firstRows, takeOvers));
    }
    new Samples(firstRows)
        .print("a worker's process started on an empty ledger, until the first row");
    new Samples(takeOvers)
        .print("the active worker's process killed, until the stand-by's first row");
  }

  private static void workers(Path folder, List<Double> firstRows, List<Double> takeOvers)
      throws Exception {
    try (var servers = LocalServers.start(folder, 0, 0)) {
      Schema.migrate(servers.owner().dataSource());
      var environment = environment(servers);
      var config = new Config(environment, Path.of(""));
      try (var dynamoDb = config.dynamoDb()) {
        var _ = TableSetup.ensure(dynamoDb, TABLE);
      }
      var trips = config.tripsTable();
      var waiting = TimedRides.complete(trips, 1);
      try (var ledger = config.ledger().getConnection()) {
        var began = System.nanoTime();
        var active = worker(environment);
        TimedRides.awaitRow(ledger, waiting);
        firstRows.add(millisSince(began));
        var standBy = worker(environment);
        awaitTwoWorkers(ledger);
        began = System.nanoTime();
        active.destroyForcibly();
        TimedRides.awaitRow(ledger, TimedRides.complete(trips, 2));
        takeOvers.add(millisSince(began));
        standBy.destroyForcibly().waitFor();
      }
    }
  }

  private static void awaitTwoWorkers(Connection ledger) throws SQLException {
    try (var select =
        ledger.prepareStatement(
            "select count(*) from pg_stat_activity where usename = current_user"
                + " and pid <> pg_backend_pid()")) {
      var workers = 0;
      while (workers < 2) {
        try (var row = select.executeQuery()) {
          row.next();
          workers = row.getInt(1);
        }
      }
    }
  }

  private static Process worker(Map<String, String> environment) throws Exception {
    var builder =
        new ProcessBuilder(HOME.resolve("farestream").toString(), "worker")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Map<String, String> environment(LocalServers servers) {
    var environment = new HashMap<>(servers.commands().environment());
    environment.putAll(servers.dynamoDbEnvironment());
    environment.put("TRIPS_TABLE", TABLE);
    return environment;
  }

  private static void postgres(Path folder) throws Exception {
    try (var system = LocalSystem.start(folder, 0, 0, TABLE, () -> {})) {
      var config = new Config(system.environment(), Path.of(""));
      var trips = config.tripsTable();
      var millis = new ArrayList<Double>();
      for (var round = 0; round < RESTARTS; round++) {
        try (var ledger = config.ledger().getConnection()) {
          TimedRides.awaitRow(ledger, TimedRides.complete(trips, 100 + round));
        }
        var process = Long.parseLong(Files.readString(folder.resolve("postgresql.pid")).strip());
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
        var meanwhile = TimedRides.complete(trips, 200 + round);
        try (var ledger = connected(config)) {
          var began = System.nanoTime();
          TimedRides.awaitRow(ledger, meanwhile);
          millis.add(millisSince(began));
        }
      }
      new Samples(millis).print("PostgreSQL back after kill -9, until the first row");
    }
  }

  /// Retries until PostgreSQL accepts connections again.
  private static Connection connected(Config config) throws InterruptedException {
    while (true) {
      try {
        return config.ledger().getConnection();
      } catch (SQLException notYet) {
        Thread.sleep(5);
      }
    }
  }

  private static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
