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

/// A local DynamoDB and PostgreSQL as child processes of this JVM, on loopback. Neither outlives
/// it: after its exit, after its `kill -9`, they stop by themselves.
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

  /// Starts both and returns when both answer. What they hold is kept in the folder and found again
  /// by the next start there, however this one ends.
  ///
  /// @param data the folder; made if there is none
  /// @param dynamoDbPort 0 for any free one
  /// @param postgresPort 0 for any free one
  /// @param starting called when nothing stands against it, before the first server is started
  /// @throws FolderInUse if the servers of another process run there
  /// @throws ForeignFolder if it holds files but was never a data folder
  /// @throws PortInUse if another program listens on a port
  /// @throws farestream.failure.Failure for every other reason, which it tells
  public static LocalServers start(
      Path data, int dynamoDbPort, int postgresPort, Runnable starting) {
    return start(data, dynamoDbPort, postgresPort, starting, Lifetime.LASTING);
  }

  /// The same without a word.
  public static LocalServers start(Path data, int dynamoDbPort, int postgresPort) {
    return start(data, dynamoDbPort, postgresPort, () -> {});
  }

  /// Starts both on free ports and in a hurry, for data that nobody needs afterwards.
  public static LocalServers start(TempDataFolder data) {
    return start(data.path(), 0, 0, () -> {}, Lifetime.THROW_AWAY);
  }

  private static LocalServers start(
      Path wanted, int dynamoDbPort, int postgresPort, Runnable starting, Lifetime lifetime) {
    var folder = DataFolder.take(wanted, List.of(LocalServer.values()));
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

  // Whichever did start must not stay when the other didn't.
  private static void closeIfStarted(CompletableFuture<SupervisedServer> starting) {
    try {
      starting.join().close();
    } catch (CompletionException notStarted) {
      // It has nothing to close, and the first failure is the one that is told.
    }
  }

  /// Where DynamoDB answers, to those who have its access key.
  public URI dynamoDb() {
    return DynamoDbProcess.endpoint(dynamoDb.port());
  }

  /// The variables by which AWS's SDKs find it: its address and the access key that it takes. Any
  /// region will do.
  public Map<String, String> dynamoDbEnvironment() {
    return LocalDynamoDb.environment(dynamoDb(), secrets.dynamoDb());
  }

  /// The role that migrates and owns the database `taxidb` and its schema `public`.
  public PostgresLogin owner() {
    return database.owner();
  }

  /// The role that the worker and the commands use. It has no DDL, and no rights until a migration
  /// grants them.
  public PostgresLogin commands() {
    return database.commands();
  }

  /// A server that ends by itself is started again. This completes, with a line for people, when
  /// one can't be kept running.
  public CompletableFuture<String> givenUp() {
    return CompletableFuture.anyOf(dynamoDb.givenUp(), postgres.givenUp())
        .thenApply(String.class::cast);
  }

  /// Stops both in good order and gives the folder back; a second time does nothing.
  @Override
  public synchronized void close() {
    dynamoDb.askToStop();
    postgres.askToStop();
    dynamoDb.close();
    postgres.close();
    folder.close();
  }
}
