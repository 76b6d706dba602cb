package farestream.bench.dynamodb;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measures how long a new process of the local DynamoDB takes until it answers. It is started as
/// `farestream up` starts it, with the AOT cache that the launcher keeps.
final class ReadyServer {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int REQUEST_TIMEOUT_MILLIS = 1000;

  private ReadyServer() {}

  /// @param folder the server's data, which no other server may be using
  static List<Double> millis(Path folder, int rounds) throws IOException, InterruptedException {
    var built = Path.of(System.getProperty("farestream.home"), "app", "target");
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-XX:AOTCache=" + built.resolve("dynamodb.aot"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                built.resolve("farestream.jar").toString(),
                "farestream.dynamodb.DynamoDbMain",
                folder.toString(),
                "--port",
                Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    var millis = new ArrayList<Double>();
    for (var round = 0; round < rounds; round++) {
      var began = System.nanoTime();
      var process = command.start();
      awaitAnswer(process, URI.create("http://127.0.0.1:" + port));
      millis.add((System.nanoTime() - began) / 1e6);
      process.destroy();
      process.waitFor();
    }
    return millis;
  }

  private static void awaitAnswer(Process process, URI endpoint)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IOException(
            endpoint + " didn't answer within " + LONGEST_WAIT.toSeconds() + " seconds");
      }
      if (answers(endpoint)) {
        return;
      }
      Thread.sleep(5);
    }
    throw new IOException("the server exited with status " + process.exitValue());
  }

  private static boolean answers(URI endpoint) {
    try {
      var connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setConnectTimeout(REQUEST_TIMEOUT_MILLIS);
      connection.setReadTimeout(REQUEST_TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
