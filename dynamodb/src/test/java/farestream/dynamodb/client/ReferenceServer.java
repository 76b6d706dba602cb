package farestream.dynamodb.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Another implementation of DynamoDB in a process of its own.
final class ReferenceServer implements AutoCloseable {
  private static final Duration MAX_START_TIME = Duration.ofMinutes(1);

  private final Process process;
  private final int port;

  private ReferenceServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts dynalite from `node_modules` in the folder DYNALITE_HOME; by default, from the folder
  /// that `.ci/install-test-tools` installs it in.
  static ReferenceServer dynalite(Path folder) throws IOException, InterruptedException {
    var home = System.getenv("DYNALITE_HOME");
    var modules =
        (home == null ? Tool.HOME.resolve("target/npm") : Path.of(home)).resolve("node_modules");
    Tool.require("node is not installed", "node", "--version");
    Tool.requireThat(
        Files.isDirectory(modules.resolve("dynalite")),
        "dynalite is not in " + modules + "; run .ci/install-test-tools");
    return start(folder, "node", Tool.script("node/dynalite.js"), modules.toString());
  }

  static ReferenceServer moto(Path folder) throws IOException, InterruptedException {
    Tool.require(
        "moto is not installed: pip install 'moto[server]'", "python3", "-c", "import moto.server");
    return start(folder, "python3", "-m", "moto.server", "-H", "127.0.0.1", "-p");
  }

  /// @param command the command, to which the port is appended as the last argument
  private static ReferenceServer start(Path folder, String... command)
      throws IOException, InterruptedException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var log = folder.resolve("reference.log");
    var builder = new ProcessBuilder(command);
    builder.command().add(Integer.toString(port));
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var server = new ReferenceServer(process, port);
    var deadline = Instant.now().plus(MAX_START_TIME);
    while (!server.listens()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        server.close();
        throw new IllegalStateException(
            String.join(" ", command) + " didn't start: " + Files.readString(log, UTF_8));
      }
      Thread.sleep(50);
    }
    return server;
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
