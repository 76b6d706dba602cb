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

/// A second JVM that runs servers until it is killed.
final class AnotherJvm implements AutoCloseable {
  private final Process process;
  private final String firstLine;

  private AnotherJvm(Process process, String firstLine) {
    this.process = process;
    this.firstLine = firstLine;
  }

  /// Starts a JVM and returns when its servers answer, or when it could not start them.
  static AnotherJvm holding(Path data) throws IOException {
    return run(List.of("keep", data.toString()));
  }

  /// Starts a JVM with servers in a temporary data folder, whose path is in the first line.
  static AnotherJvm holdingTemporary() throws IOException {
    return run(List.of("temporary"));
  }

  /// Starts a JVM and returns while it is still starting its servers, before its first line.
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

  /// Returns the processes that it has started: the guards and their servers.
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /// Kills it as `kill -9` does, so that it can't close anything.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Lets it exit normally and waits for its end.
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /// Runs in the second JVM: prints where the servers are and runs them until its input ends.
  public static void main(String[] arguments) throws IOException {
    try {
      switch (arguments[0]) {
        case "keep" -> {
          try (var servers = LocalServers.start(Path.of(arguments[1]), 0, 0)) {
            hold(servers.dynamoDb().getPort() + " " + servers.owner().port());
          }
        }
        case "temporary" -> {
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
