package farestream;

import farestream.config.Config;
import farestream.config.LocalSystem;
import farestream.database.PostgresLogin;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The whole system, started once for all tests, and its command line.
public final class TestInstance {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final AtomicLong PEOPLE = new AtomicLong(1_000_000);

  private final Map<String, String> environment;
  private final Map<String, String> colleague;
  private final Function<PostgresLogin, DataSource> connections;
  private @Nullable Connection connection;

  private TestInstance(
      Map<String, String> environment,
      Map<String, String> colleague,
      Function<PostgresLogin, DataSource> connections) {
    this.environment = environment;
    this.colleague = colleague;
    this.connections = connections;
  }

  /// The output of a command and its exit status.
  public record Result(int status, String out, String err) {

    /// Returns the tripinfo in the command's output.
    public String tripInfo() {
      return out.lines()
          .filter(line -> line.startsWith("tripinfo: "))
          .map(line -> line.substring("tripinfo: ".length()))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no tripinfo in: " + out + err));
    }
  }

  private static TestInstance start() {
    var system = LocalSystem.startTemporary("aws-db-workshop-trips");
    Runtime.getRuntime().addShutdownHook(new Thread(system::close));
    return new TestInstance(
        system.environment(), system.colleague().environment(), KeptConnections::of);
  }

  private static final class Running {
    static final TestInstance INSTANCE = start();
  }

  private static final class WithBankFiles {
    static final TestInstance INSTANCE = start();
  }

  /// Returns the shared instance, which the first caller starts.
  public static TestInstance running() {
    return Running.INSTANCE;
  }

  /// Returns an instance that pays by bank file, so that plain `pay` requires `--paid-outside`.
  public static TestInstance withBankFiles() {
    return WithBankFiles.INSTANCE;
  }

  /// Returns a running instance, given its variables.
  public static TestInstance of(Map<String, String> environment) {
    return new TestInstance(environment, Map.of(), PostgresLogin::checkedDataSource);
  }

  /// Returns a running instance that two people can use.
  public static TestInstance of(Map<String, String> environment, PostgresLogin colleague) {
    return new TestInstance(environment, colleague.environment(), PostgresLogin::checkedDataSource);
  }

  /// Returns the same instance, used by a second person.
  public TestInstance colleague() {
    var other = new HashMap<>(environment);
    other.putAll(colleague);
    return new TestInstance(other, Map.of(), connections);
  }

  public Config config() {
    return new Config(environment, Path.of(""), connections);
  }

  /// Returns the variables by which another process connects to it.
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /// Returns the same instance with one variable changed. Its connections aren't kept, since the
  /// server may not be reachable with it.
  public TestInstance with(String name, String value) {
    var other = new HashMap<>(environment);
    other.put(name, value);
    return new TestInstance(other, colleague, PostgresLogin::checkedDataSource);
  }

  /// Runs a command as the launcher would.
  public Result run(String... arguments) {
    return answering("", arguments);
  }

  /// Runs a command that prompts, with input.
  public Result answering(String typed, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var in = new BufferedReader(new StringReader(typed));
    var status =
        Main.commandLine(config(), in, arguments)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Result(status, out.toString(), err.toString());
  }

  /// Inserts a rider that no other test uses.
  public long newRider() {
    var id = PEOPLE.incrementAndGet();
    update(
        "insert into riders (rider_id, rider_name, rider_email) values (%d, 'person%d', 'person%d@example.com')"
            .formatted(id, id, id));
    return id;
  }

  /// Inserts a driver that no other test uses.
  public long newDriver() {
    var id = PEOPLE.incrementAndGet();
    update(
        "insert into drivers (driver_id, driver_name, driver_email, payment_id) values (%d, 'driver%d', 'driver%d@taxi.com', 7)"
            .formatted(id, id, id));
    return id;
  }

  /// Books, accepts and completes a trip, and waits for its row. Its total is its fare.
  ///
  /// @param more options of `complete`
  /// @return its tripinfo
  public String ride(String driver, String fare, String... more) {
    var tripInfo = run("book").tripInfo();
    succeed("accept", tripInfo, "--driver-id", driver);
    var complete = new ArrayList<>(List.of("complete", tripInfo, "--fare", fare));
    for (var part :
        List.of("--extra", "--mta-tax", "--tip", "--tolls", "--improvement-surcharge")) {
      complete.addAll(List.of(part, "0"));
    }
    complete.addAll(List.of(more));
    succeed(complete.toArray(String[]::new));
    await("select count(*) from trips where trip_info = '" + tripInfo + "'", "1");
    return tripInfo;
  }

  /// Bills the trips of other tests on the lab's terms, which remain the default terms. As only a
  /// cycle with trips sets them, one more is driven.
  public void billOnLabTerms() {
    ride("" + newDriver(), "1");
    succeed("bill", "--policy", "lab", "--driver-share", "0.8", "--minimum", "0");
  }

  private void succeed(String... arguments) {
    var result = run(arguments);
    if (result.status() != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + result.err());
    }
  }

  public void update(String sql) {
    query(sql, Statement::execute);
  }

  /// The first column of all rows.
  public List<String> rows(String sql) {
    return query(
        sql,
        (statement, text) -> {
          try (var rows = statement.executeQuery(text)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
              values.add(rows.getString(1));
            }
            return values;
          }
        });
  }

  /// Runs what a test asks on the test's own connection, which is kept: opening one costs as much
  /// as most tests' other work. It is opened again if a test has cut it.
  private synchronized <R> R query(String sql, Query<R> query) {
    try {
      if (connection == null || !connection.isValid(1)) {
        connection = config().ledger().getConnection();
      }
      try (var statement = connection.createStatement()) {
        return query.run(statement, sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /// What is done with a statement.
  private interface Query<R> {
    R run(Statement statement, String sql) throws SQLException;
  }

  /// Waits until the query returns these rows; on a time-out, fails with the last result.
  public void await(String sql, String... expected) {
    var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    var last = rows(sql);
    while (!last.equals(List.of(expected))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(sql + " gives " + last + ", not " + List.of(expected));
      }
      // Without a pause, this loop would take the processor from the processes that it waits for.
      LockSupport.parkNanos(PAUSE.toNanos());
      last = rows(sql);
    }
  }
}
