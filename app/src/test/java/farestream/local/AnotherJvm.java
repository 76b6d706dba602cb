package farestream.local;

import farestream.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A JVM of its own that holds servers until it's killed.
final class AnotherJvm implements AutoCloseable {
  private final Process process;
  private final String firstLine;

  private AnotherJvm(Process process, String firstLine) {
    this.process = process;
    this.firstLine = firstLine;
  }

  /// Returns when its servers answer, or when it could not start them.
  static AnotherJvm holding(Path data) throws IOException {
    return run(List.of("keep", data.toString()));
  }

  /// Servers in a folder that is to go with the JVM: its path is the first line.
  static AnotherJvm holdingThrowAway() throws IOException {
    return run(List.of("throw-away"));
  }

  /// Returns while it is still starting its servers; it has no first line then.
  static AnotherJvm starting(Path data) throws IOException {
    return new AnotherJvm(start(List.of("keep", data.toString())), "");
  }

  private static AnotherJvm run(List<String> arguments) throws IOException {
    var process = start(arguments);
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new AnotherJvm(process, String.valueOf(output.readLine()));
  }

  private static Process start(List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfarestream.home=" + System.getProperty("farestream.home"),
                "-cp",
                System.getProperty("java.class.path"),
                AnotherJvm.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  String firstLine() {
    return firstLine;
  }

  /// All it has started, the guards and what they guard.
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /// As `kill -9` does: it has no chance to close anything.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Ends it in the ordinary way and waits for that.
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /// Its own side: says where the servers are and holds them until its input ends.
  public static void main(String[] arguments) throws IOException {
    try {
      switch (arguments[0]) {
        case "keep" -> {
          try (var servers = LocalServers.start(Path.of(arguments[1]), 0, 0)) {
            hold(servers.dynamoDb().getPort() + " " + servers.owner().port());
          }
        }
        case "throw-away" -> {
          try (var folder = TempDataFolder.create();
              var servers = LocalServers.start(folder)) {
            hold(folder.path() + " " + servers.owner().port());
          }
        }
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (Failure refused) {
      System.out.println(refused.getMessage());
    }
  }

  private static void hold(String line) throws IOException {
    System.out.println(line);
    while (System.in.read() >= 0) {}
  }
}
