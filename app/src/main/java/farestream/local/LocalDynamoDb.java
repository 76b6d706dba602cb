package farestream.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// The local DynamoDB alone, as a child process of this JVM, on loopback. It doesn't outlive it.
public final class LocalDynamoDb implements AutoCloseable {
  private final DataFolder folder;
  private final SupervisedServer server;
  private final String accessKey;

  private LocalDynamoDb(DataFolder folder, SupervisedServer server, String accessKey) {
    this.folder = folder;
    this.server = server;
    this.accessKey = accessKey;
  }

  /// Starts it and returns when it answers. What it holds is kept in the folder.
  ///
  /// @param data the folder; made if there is none
  /// @param port 0 for any free one
  /// @param controlPort absent for none
  /// @throws farestream.failure.Failure for every reason, which it tells
  public static LocalDynamoDb start(Path data, int port, OptionalInt controlPort) {
    var folder = DataFolder.take(data, List.of(LocalServer.DYNAMODB));
    try {
      LoopbackPort.requireFree(LocalServer.DYNAMODB, port);
      var accessKey = folder.secrets().dynamoDb();
      var settings = new DynamoDbProcess.Settings(accessKey, controlPort, Lifetime.LASTING);
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

  /// The variables by which AWS's SDKs find it: its address and the access key that it takes.
  public Map<String, String> environment() {
    return environment(endpoint(), accessKey);
  }

  static Map<String, String> environment(URI endpoint, String accessKey) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", endpoint.toString());
    variables.put("AWS_ACCESS_KEY_ID", accessKey);
    // Signatures are not checked.
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    // Else a shell's own session with the real AWS would be sent along.
    variables.put("AWS_SESSION_TOKEN", "");
    variables.put("AWS_SECURITY_TOKEN", "");
    variables.put("AWS_REGION", DynamoDbProcess.REGION);
    variables.put("AWS_DEFAULT_REGION", DynamoDbProcess.REGION);
    return variables;
  }

  /// Completes, with a line for people, when it can't be kept running.
  public CompletableFuture<String> givenUp() {
    return server.givenUp();
  }

  @Override
  public synchronized void close() {
    server.close();
    folder.close();
  }
}
