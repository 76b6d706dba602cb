package farestream.cli.server;

import farestream.config.EnvFile;
import farestream.failure.Unreachable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Servers that run until Ctrl-C, and the file by which other programs find them meanwhile.
///
/// @param env where their variables are written
/// @param close stops them
record RunningServers(PrintWriter out, Path env, Map<String, String> variables, Runnable close) {

  /// Has them stopped in good order when this process ends.
  void publish() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    EnvFile.write(env, variables);
  }

  /// The line by which a shell reads the variables. Without a slash `.` would search the PATH.
  String sourceLine() {
    var file = env.isAbsolute() || env.startsWith(".") ? env.toString() : "./" + env;
    return ". " + (file.matches("[\\w./+-]+") ? file : "'" + file.replace("'", "'\\''") + "'");
  }

  /// Waits until one of them can't be kept running. Ctrl-C ends the process before.
  ///
  /// @param givenUp completes then, with a line for people
  static Unreachable awaitEnd(CompletableFuture<String> givenUp) {
    return new Unreachable(givenUp.join());
  }

  private void stop() {
    out.println("stopping …");
    try {
      EnvFile.delete(env);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      close.run();
    }
    out.println("stopped");
  }
}
