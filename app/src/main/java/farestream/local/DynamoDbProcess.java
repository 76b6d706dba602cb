package farestream.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// DynamoDB Local in a JVM and on a class path of its own, found in the project's folder.
final class DynamoDbProcess {

  private static final GuardedProcess.Stop STOP = new GuardedProcess.Stop("TERM", 5);
  private static final Duration START = Duration.ofSeconds(60);

  private DynamoDbProcess() {}

  static GuardedProcess start(Path data, int port, Lifetime lifetime) {
    var folder = PrivateFiles.folder(LocalServer.DYNAMODB.folder(data));
    var process =
        GuardedProcess.start(
            LocalServer.DYNAMODB, data, port, STOP, lifetime, command(folder, port, lifetime));
    try {
      process.awaitAnswer(START, () -> answers(endpoint(port)));
      return process;
    } catch (RuntimeException failure) {
      process.close();
      throw failure;
    }
  }

  static URI endpoint(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static List<String> command(Path folder, int port, Lifetime lifetime) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    if (lifetime == Lifetime.THROW_AWAY) {
      // Ready in two thirds of the time; the other compiler pays off after 20,000 writes.
      command.add("-XX:TieredStopAtLevel=1");
    }
    // No files in the system's temporary folder, where kill -9 would leave them.
    command.add("-XX:-UsePerfData");
    command.add("-Dorg.sqlite.tmpdir=" + freshFolder(folder.resolve("native")));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.addAll(List.of("-cp", classPath()));
    command.add("farestream.dynamodblocal.LoopbackServer");
    // Without -sharedDb every access key and region would see tables of its own.
    command.addAll(List.of("-sharedDb", "-disableTelemetry"));
    command.addAll(List.of("-port", Integer.toString(port), "-dbPath", folder.toString()));
    return command;
  }

  private static Path freshFolder(Path folder) {
    try {
      PrivateFiles.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return PrivateFiles.folder(folder);
  }

  private static String classPath() {
    var target = ProjectFolder.path().resolve("dynamodb-local").resolve("target");
    var classes = target.resolve("classes");
    if (!Files.isDirectory(classes) || !Files.isDirectory(target.resolve("lib"))) {
      throw new CannotStart("DynamoDB Local is not in %s: build Farestream".formatted(target));
    }
    return classes + File.pathSeparator + target.resolve("lib").resolve("*");
  }

  // Any answer will do: without credentials it is a refusal.
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
