package farestream.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// Runs the local DynamoDB without PostgreSQL, as a child process of this JVM, on loopback. It
/// doesn't outlive the JVM.
public final class LocalDynamoDb implements AutoCloseable {
  private final DataFolder folder;
  private final SupervisedServer server;
  private final String accessKey;

  private LocalDynamoDb(DataFolder folder, SupervisedServer server, String accessKey) {
    this.folder = folder;
    this.server = server;
    this.accessKey = accessKey;
  }

  /// Starts the server and returns when it accepts requests. Its data stay in the folder.
  ///
  /// @param data the data folder, created if it doesn't exist
  /// @param port the port, or 0 for any free port
  /// @param controlPort the port of the control API; if absent, there is none
  /// @throws farestream.failure.Failure if the server can't be started
  public static LocalDynamoDb start(Path data, int port, OptionalInt controlPort) {
    var folder = DataFolder.lock(data, List.of(LocalServer.DYNAMODB));
    try {
      LoopbackPort.requireFree(LocalServer.DYNAMODB, port);
      var accessKey = folder.secrets().dynamoDb();
      var settings = new DynamoDbProcess.Settings(accessKey, controlPort, Lifetime.DURABLE);
      return new LocalDynamoDb(
          folder,
          SupervisedServer.start(
              port, free -> DynamoDbProcess.start(folder.path(), free, settings)),
          accessKey);
    } catch (RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  public URI endpoint() {
    return DynamoDbProcess.endpoint(server.port());
  }

  /// Returns the environment variables that point AWS SDKs to this server: its endpoint and its
  /// access key.
  public Map<String, String> environment() {
    return environment(endpoint(), accessKey);
  }

  static Map<String, String> environment(URI endpoint, String accessKey) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", endpoint.toString());
    variables.put("AWS_ACCESS_KEY_ID", accessKey);
    // The server doesn't check signatures, so any secret works.
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    // Empty, so that SDKs don't send the session token of the user's real AWS account.
    variables.put("AWS_SESSION_TOKEN", "");
    variables.put("AWS_SECURITY_TOKEN", "");
    variables.put("AWS_REGION", DynamoDbProcess.REGION);
    variables.put("AWS_DEFAULT_REGION", DynamoDbProcess.REGION);
    return variables;
  }

  /// Returns a future that completes with a message for the user when the server can't be kept
  /// running.
  public CompletableFuture<String> givenUp() {
    return server.givenUp();
  }

  @Override
  public synchronized void close() {
    server.close();
    folder.close();
  }
}
