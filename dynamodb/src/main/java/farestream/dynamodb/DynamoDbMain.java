package farestream.dynamodb;

import farestream.dynamodb.http.AccessKey;
import farestream.dynamodb.store.Durability;
import farestream.dynamodb.store.NativeLibrary;
import farestream.dynamodb.store.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs the server as a process of its own, until it is ended. Exits with 1 if it can't start and 2
/// if it is called wrongly.
public final class DynamoDbMain {
  private static final String ACCESS_KEY = "LOCAL_DYNAMODB_ACCESS_KEY";
  private static final int WRONG_USAGE = 2;
  private static final String USAGE =
      """
      Usage: java -cp … farestream.dynamodb.DynamoDbMain DATA [--port N] [--control-port N] [--durability process|disk]

      Runs a local DynamoDB on 127.0.0.1 with its tables in the folder DATA.

      DATA                      a folder that is there, for this server alone
      --port N                  default 8000; 0 takes any that is free
      --control-port N          also take commands that split shards, trim records and fail requests
      --durability process      an acknowledged write survives kill -9 of this process (default)
      --durability disk         it survives a loss of power, too

      Environment:
      LOCAL_DYNAMODB_ACCESS_KEY the one access key that clients may use, and the secret; without it a
                                random one is made and printed. AWS_ACCESS_KEY_ID is not read: it may
                                be a real one
      AWS_REGION                the region in ARNs; default us-east-1

      Example: java -cp … farestream.dynamodb.DynamoDbMain /var/tmp/my-tables --port 8000
      """;

  private DynamoDbMain() {}

  public static void main(String[] arguments) {
    var options = options(arguments, System.getenv());
    if (options == null) {
      System.err.print(USAGE);
      System.exit(WRONG_USAGE);
      return;
    }
    if (!Files.isDirectory(options.data())) {
      System.err.println(options.data() + " is not a folder: make it first");
      System.exit(WRONG_USAGE);
    }
    try {
      NativeLibrary.keepIn(options.data().resolve("native"));
      var server = DynamoDbServer.start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      System.out.println("Local DynamoDB at " + server.endpoint());
      server
          .controlEndpoint()
          .ifPresent(endpoint -> System.out.println("Its control port is at " + endpoint));
      if (System.getenv(ACCESS_KEY) == null) {
        System.out.println("AWS_ACCESS_KEY_ID=" + options.accessKey());
      }
    } catch (UncheckedIOException | StoreException failure) {
      System.err.println("cannot start: " + reason(failure));
      System.exit(1);
    }
  }

  private static String reason(RuntimeException failure) {
    var cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  /// Null if the arguments aren't right.
  static @Nullable ServerOptions options(String[] arguments, Map<String, String> environment) {
    Path data = null;
    var port = 8000;
    Integer controlPort = null;
    var durability = Durability.PROCESS;
    try {
      for (var i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--port" -> port = port(arguments[++i]);
          case "--control-port" -> controlPort = port(arguments[++i]);
          case "--durability" -> durability = durability(arguments[++i]);
          case String name when name.startsWith("-") -> {
            return null;
          }
          case String folder -> data = Path.of(folder);
        }
      }
      if (data == null) {
        return null;
      }
      var accessKey = environment.getOrDefault(ACCESS_KEY, AccessKey.random());
      var region = environment.getOrDefault("AWS_REGION", "us-east-1");
      return new ServerOptions(data, port, controlPort, accessKey, region, durability);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
      return null;
    }
  }

  private static int port(String text) {
    var port = Integer.parseInt(text);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(text);
    }
    return port;
  }

  private static Durability durability(String text) {
    return switch (text) {
      case "disk" -> Durability.DISK;
      case "process" -> Durability.PROCESS;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
