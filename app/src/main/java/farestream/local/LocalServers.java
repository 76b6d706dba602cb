package farestream.local;

import farestream.database.PostgresLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Runs a local DynamoDB and PostgreSQL as child processes of this JVM, on loopback. Neither
/// outlives the JVM: when it exits or is killed with `kill -9`, both stop by themselves.
public final class LocalServers implements AutoCloseable {
  private final DataFolder folder;
  private final SupervisedServer dynamoDb;
  private final SupervisedServer postgres;
  private final PostgresDatabase database;
  private final Secrets secrets;

  private LocalServers(
      DataFolder folder, Secrets secrets, SupervisedServer dynamoDb, SupervisedServer postgres) {
    this.folder = folder;
    this.secrets = secrets;
    this.dynamoDb = dynamoDb;
    this.postgres = postgres;
    this.database = new PostgresDatabase(postgres.port(), secrets);
  }

  /// Starts both servers and returns when both accept requests. Their data stay in the folder for
  /// the next start, however this one ends.
  ///
  /// @param data the data folder, created if it doesn't exist
  /// @param dynamoDbPort the port, or 0 for any free port
  /// @param postgresPort the port, or 0 for any free port
  /// @param starting called once all checks have passed, before the first server is started
  /// @throws FolderInUse if another process runs its servers on the folder
  /// @throws ForeignFolder if the folder contains files but isn't a data folder
  /// @throws PortInUse if another program listens on a port
  /// @throws farestream.failure.Failure if a server can't be started for any other reason
  public static LocalServers start(
      Path data, int dynamoDbPort, int postgresPort, Runnable starting) {
    return start(data, dynamoDbPort, postgresPort, starting, Lifetime.DURABLE);
  }

  /// Starts both servers without a callback.
  public static LocalServers start(Path data, int dynamoDbPort, int postgresPort) {
    return start(data, dynamoDbPort, postgresPort, () -> {});
  }

  /// Starts both servers on free ports for temporary data. The start is faster because nothing is
  /// synced to disk.
  public static LocalServers start(TempDataFolder data) {
    return start(data.path(), 0, 0, () -> {}, Lifetime.TEMPORARY);
  }

  private static LocalServers start(
      Path wanted, int dynamoDbPort, int postgresPort, Runnable starting, Lifetime lifetime) {
    var folder = DataFolder.lock(wanted, List.of(LocalServer.values()));
    try {
      LoopbackPort.requireFree(LocalServer.DYNAMODB, dynamoDbPort);
      LoopbackPort.requireFree(LocalServer.POSTGRESQL, postgresPort);
      starting.run();
      var data = folder.path();
      var secrets = folder.secrets();
      var settings =
          new DynamoDbProcess.Settings(secrets.dynamoDb(), OptionalInt.empty(), lifetime);
      return startBoth(
          folder,
          secrets,
          () ->
              SupervisedServer.start(
                  dynamoDbPort, port -> DynamoDbProcess.start(data, port, settings)),
          () ->
              SupervisedServer.start(
                  postgresPort, port -> PostgresProcess.start(data, port, secrets, lifetime)));
    } catch (RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  private static LocalServers startBoth(
      DataFolder folder,
      Secrets secrets,
      Supplier<SupervisedServer> startDynamoDb,
      Supplier<SupervisedServer> startPostgres) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var dynamoDb = CompletableFuture.supplyAsync(startDynamoDb, threads);
      var postgres = CompletableFuture.supplyAsync(startPostgres, threads);
      try {
        return new LocalServers(folder, secrets, dynamoDb.join(), postgres.join());
      } catch (CompletionException failure) {
        closeIfStarted(dynamoDb);
        closeIfStarted(postgres);
        throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
      }
    }
  }

  // If one server failed to start, the other one must not stay running.
  private static void closeIfStarted(CompletableFuture<SupervisedServer> starting) {
    try {
      starting.join().close();
    } catch (CompletionException notStarted) {
      // There is nothing to close, and the caller reports the first failure.
    }
  }

  /// Returns DynamoDB's endpoint. It accepts only requests with the access key of this instance.
  public URI dynamoDb() {
    return DynamoDbProcess.endpoint(dynamoDb.port());
  }

  /// Returns the environment variables that point AWS SDKs to the local DynamoDB: its endpoint and
  /// its access key. Clients may use any region.
  public Map<String, String> dynamoDbEnvironment() {
    return LocalDynamoDb.environment(dynamoDb(), secrets.dynamoDb());
  }

  /// Returns the login of the role that owns the database `taxidb` and its schema `public` and runs
  /// the migrations.
  public PostgresLogin owner() {
    return database.owner();
  }

  /// Returns the login of the role that the worker and the commands use. It can't run DDL and has
  /// no privileges until a migration grants them.
  public PostgresLogin commands() {
    return database.commands();
  }

  /// Returns a second person's login with the privileges of [#commands()].
  public PostgresLogin colleague() {
    return database.colleague();
  }

  /// Returns a future that completes with a message for the user when a server can't be kept
  /// running. A server that exits unasked is restarted first, up to a limit.
  public CompletableFuture<String> givenUp() {
    return CompletableFuture.anyOf(dynamoDb.givenUp(), postgres.givenUp())
        .thenApply(String.class::cast);
  }

  /// Shuts both servers down cleanly and releases the folder. A second call does nothing.
  @Override
  public synchronized void close() {
    dynamoDb.askToStop();
    postgres.askToStop();
    dynamoDb.close();
    postgres.close();
    folder.close();
  }
}
