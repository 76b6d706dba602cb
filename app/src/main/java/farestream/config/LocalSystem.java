package farestream.config;

import farestream.booking.TableSetup;
import farestream.database.PostgresLogin;
import farestream.database.Schema;
import farestream.local.LocalServers;
import farestream.local.TempDataFolder;
import farestream.worker.Worker;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The whole system on this machine: both servers, the schema, the trips table with its stream,
/// and the worker that connects them.
public final class LocalSystem implements AutoCloseable {
  private final LocalServers servers;
  private final Runnable afterwards;
  private final Map<String, String> environment;
  private final Worker worker;

  private LocalSystem(LocalServers servers, String tripsTable, Runnable afterwards) {
    this.servers = servers;
    this.afterwards = afterwards;
    this.environment = environment(servers.dynamoDbEnvironment(), servers.commands(), tripsTable);
    var config = new Config(environment, Path.of(""));
    Schema.migrate(servers.owner().dataSource());
    try (var dynamoDb = config.dynamoDb()) {
      var _ = TableSetup.ensure(dynamoDb, tripsTable);
    }
    this.worker = Worker.start(config.tripStreams(), config.ledger());
  }

  /// Starts the system and returns when it is ready. Data from earlier runs in the folder is
  /// kept.
  ///
  /// @param dynamoDbPort 0 for any free port
  /// @param postgresPort 0 for any free port
  /// @param starting called once all checks have passed, before the first server is started
  /// @throws farestream.failure.Failure with the line that a user should read
  public static LocalSystem start(
      Path folder, int dynamoDbPort, int postgresPort, String tripsTable, Runnable starting) {
    return on(
        LocalServers.start(folder, dynamoDbPort, postgresPort, starting), tripsTable, () -> {});
  }

  /// Starts the system on free ports in a temporary folder, which is deleted however this process
  /// ends.
  public static LocalSystem startTemporary(String tripsTable) {
    var folder = TempDataFolder.create();
    try {
      return on(LocalServers.start(folder), tripsTable, folder::close);
    } catch (RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  private static LocalSystem on(LocalServers servers, String tripsTable, Runnable afterwards) {
    try {
      return new LocalSystem(servers, tripsTable, afterwards);
    } catch (RuntimeException failure) {
      servers.close();
      throw failure;
    }
  }

  /// Returns the variables by which clients connect: the AWS SDKs', libpq's and Farestream's own.
  public Map<String, String> environment() {
    return environment;
  }

  /// Returns a second person's login, with the privileges of the one in [#environment()].
  public PostgresLogin colleague() {
    return servers.colleague();
  }

  /// Completes with a message for the user if a server can't be kept running; completes
  /// exceptionally if the worker stops.
  public CompletableFuture<String> givenUp() {
    return CompletableFuture.anyOf(servers.givenUp(), worker.ended()).thenApply(String.class::cast);
  }

  /// Stops the worker first, so that it doesn't report the servers' shutdown as an outage.
  @Override
  public void close() {
    worker.close();
    servers.close();
    afterwards.run();
  }

  private static Map<String, String> environment(
      Map<String, String> dynamoDb, PostgresLogin ledger, String tripsTable) {
    var variables = new LinkedHashMap<>(dynamoDb);
    variables.put("TRIPS_TABLE", tripsTable);
    variables.putAll(ledger.environment());
    return variables;
  }
}
