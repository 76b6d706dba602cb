package farestream.local;

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

  private static AnotherJvm run(List<String> arguments) throws IOException {
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
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new AnotherJvm(process, String.valueOf(output.readLine()));
  }

  String firstLine() {
    return firstLine;
  }

  long pid() {
    return process.pid();
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
        case "keep" -> hold(LocalServers.start(Path.of(arguments[1]), 0, 0), "");
        case "throw-away" -> holdThrowAway();
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (CannotStart refused) {
      System.out.println(refused.getMessage());
    }
  }

  private static void holdThrowAway() throws IOException {
    try (var folder = ThrowAwayFolder.create()) {
      hold(LocalServers.start(folder), folder.path().toString());
    }
  }

  private static void hold(LocalServers servers, String line) throws IOException {
    try (servers) {
      System.out.println(line.isEmpty() ? servers.dynamoDb() + " " + servers.owner() : line);
      while (System.in.read() >= 0) {}
    }
  }
}
