package farestream.local;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts the local DynamoDB in a JVM of its own, so that a crash of either leaves the other
/// running.
final class DynamoDbProcess {
  /// The region in the ARNs that the server returns. Clients may use any region.
  static final String REGION = "us-east-1";

  private static final GuardedProcess.Stop STOP = new GuardedProcess.Stop("TERM", 5);

  // Set by the launcher. The JVM writes an ahead-of-time cache in one run (the output) and starts
  // faster with it from then on (JEP 483).
  private static final String AOT_CACHE = "farestream.dynamodb.aot";
  private static final String AOT_CACHE_OUTPUT = "farestream.dynamodb.aot-output";
  private static final GuardedProcess.Stop STOP_AND_WRITE_CACHE =
      new GuardedProcess.Stop("TERM", 60);

  private static final int PARALLELISM = 4;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  // The file of Amazon's DynamoDB Local, which earlier versions used.
  private static final String DYNAMODB_LOCAL_FILE = "shared-local-instance.db";

  private DynamoDbProcess() {}

  /// @param accessKey the access key id that clients must use
  /// @param controlPort the port of the control API; if absent, there is none
  record Settings(String accessKey, OptionalInt controlPort, Lifetime lifetime) {}

  static GuardedProcess start(Path data, int port, Settings settings) {
    var folder = PrivateFiles.folder(LocalServer.DYNAMODB.folder(data));
    requireReadable(folder);
    var process =
        GuardedProcess.start(
            LocalServer.DYNAMODB,
            data,
            port,
            System.getProperty(AOT_CACHE_OUTPUT) == null ? STOP : STOP_AND_WRITE_CACHE,
            settings.lifetime,
            command(folder, port, settings),
            // Arguments are visible to every user of the machine, the environment isn't.
            Map.of("LOCAL_DYNAMODB_ACCESS_KEY", settings.accessKey, "AWS_REGION", REGION));
    try {
      process.awaitAnswer(START_TIMEOUT, () -> answers(endpoint(port)));
      return process;
    } catch (RuntimeException failure) {
      process.close();
      throw failure;
    }
  }

  private static void requireReadable(Path folder) {
    if (Files.exists(folder.resolve(DYNAMODB_LOCAL_FILE))) {
      throw new StartFailure(
          "%s was created by an earlier version, whose tables can't be read: choose another folder"
              .formatted(folder.getParent()));
    }
  }

  static URI endpoint(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static List<String> command(Path folder, int port, Settings settings) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    if (settings.lifetime == Lifetime.TEMPORARY) {
      // With C1 alone the server is ready in two thirds of the time; C2 pays off only after
      // 20,000 writes.
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(aotOptions());
    // Avoids a file in the system's temporary folder that would remain after kill -9.
    command.add("-XX:-UsePerfData");
    // A call of the store pins its carrier thread, so more than two carriers shorten the tail of
    // the latencies.
    command.add("-Djdk.virtualThreadScheduler.parallelism=" + PARALLELISM);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath()));
    command.add("farestream.dynamodb.DynamoDbMain");
    command.add(folder.toString());
    command.addAll(List.of("--port", Integer.toString(port)));
    settings.controlPort.ifPresent(
        control -> command.addAll(List.of("--control-port", Integer.toString(control))));
    return command;
  }

  private static List<String> aotOptions() {
    var output = System.getProperty(AOT_CACHE_OUTPUT);
    if (output != null) {
      return List.of("-XX:AOTCacheOutput=" + output);
    }
    var cache = System.getProperty(AOT_CACHE);
    // The JVM ignores a cache that doesn't fit and starts more slowly; its warnings are disabled.
    return cache == null || !Files.isRegularFile(Path.of(cache))
        ? List.of()
        : List.of("-Xlog:disable", "-XX:AOTCache=" + cache);
  }

  /// Returns this JVM's class path with absolute paths, because the server's working directory is
  /// the data folder.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean answers(URI endpoint) {
    try {
      var connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      try {
        return connection.getResponseCode() > 0;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
