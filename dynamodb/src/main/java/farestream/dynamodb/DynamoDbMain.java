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

/// Runs the server as a process until the process is terminated. Exits with status 1 if the server
/// can't start and with 2 on wrong usage.
public final class DynamoDbMain {
  private static final String ACCESS_KEY = "LOCAL_DYNAMODB_ACCESS_KEY";
  private static final int WRONG_USAGE = 2;
  private static final String USAGE =
      """
      Usage: java -cp … farestream.dynamodb.DynamoDbMain DATA [--port N] [--control-port N] [--durability process|disk]

      Runs a local DynamoDB on 127.0.0.1 with its tables in the folder DATA.

      DATA                      an existing folder that no other server uses
      --port N                  the port; 0 picks a free one (default: 8000)
      --control-port N          also open a control port for commands that split shards, trim records
                                and inject errors; 0 picks a free one (default: none)
      --durability process      acknowledged writes survive kill -9 of this process (default)
      --durability disk         acknowledged writes also survive a power failure

      Environment:
      LOCAL_DYNAMODB_ACCESS_KEY the only access key id that the server accepts; keep it secret. If it
                                is unset, a random one is generated and printed. AWS_ACCESS_KEY_ID is
                                not read because it may belong to a real account
      AWS_REGION                the region in ARNs (default: us-east-1)

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
      System.err.println(options.data() + " is not a folder; create it first");
      System.exit(WRONG_USAGE);
    }
    try {
      NativeLibrary.keepIn(options.data().resolve("native"));
      var server = DynamoDbServer.start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      System.out.println("Local DynamoDB at " + server.endpoint());
      server
          .controlEndpoint()
          .ifPresent(endpoint -> System.out.println("Control port at " + endpoint));
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

  /// Returns the options, or null if the arguments are invalid.
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
