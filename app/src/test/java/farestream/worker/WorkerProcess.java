package farestream.worker;

import farestream.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs `farestream worker` in a JVM of its own, which can be killed.
final class WorkerProcess implements AutoCloseable {
  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /// @param environment the variables by which it finds the servers
  static WorkerProcess start(Map<String, String> environment) throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "worker"));
    builder.environment().putAll(environment);
    // Its output is discarded, because it logs every outage.
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return new WorkerProcess(builder.start());
  }

  /// Kills the process with `kill -9`.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
