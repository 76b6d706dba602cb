package farestream.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own.
public final class ServerProcess implements AutoCloseable {
  public static final String ACCESS_KEY = "LOCALkilled0123456789";
  private static final String GREETING = "Local DynamoDB at ";
  private static final int DEADLINE_SECONDS = 60;

  private final Process process;
  private final URI endpoint;

  private ServerProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Starts a server and returns when it accepts requests.
  ///
  /// @param log the file that the server's error output is appended to
  /// @param properties system properties, such as `-Dname=value`
  public static ServerProcess start(Path data, Path log, String... properties) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(properties));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            DynamoDbMain.class.getName(),
            data.toString(),
            "--port",
            "0"));
    var builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
    builder.environment().put("LOCAL_DYNAMODB_ACCESS_KEY", ACCESS_KEY);
    var process = builder.start();
    var line = firstLine(process);
    if (!line.startsWith(GREETING)) {
      process.destroyForcibly();
      throw new IOException("unexpected output of the server: " + line);
    }
    return new ServerProcess(process, URI.create(line.substring(GREETING.length())));
  }

  private static String firstLine(Process process) {
    var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return String.valueOf(output.readLine());
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            })
        .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  public URI endpoint() {
    return endpoint;
  }

  public ProtocolClient client() throws IOException {
    return new ProtocolClient(endpoint, ACCESS_KEY);
  }

  /// Kills the process like `kill -9` and waits for its end.
  public void kill() {
    process.destroyForcibly().onExit().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
