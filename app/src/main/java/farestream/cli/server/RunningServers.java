package farestream.cli.server;

import farestream.config.EnvFile;
import farestream.database.PostgresLogin;
import farestream.failure.Unreachable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Servers that run until Ctrl-C, and the file of variables by which other programs find them.
///
/// @param env the file that contains the variables while the servers run
/// @param others further logins of PostgreSQL
/// @param close stops the servers
record RunningServers(
    PrintWriter out,
    Path env,
    Map<String, String> variables,
    List<PostgresLogin> others,
    Runnable close) {

  /// Writes the variables and registers a shutdown hook that stops the servers.
  void publish() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    EnvFile.write(env, variables, others);
  }

  /// Returns the shell command that sources the variables. The file's path gets a slash, because
  /// `.` would otherwise search the PATH.
  String sourceLine() {
    var file = env.isAbsolute() || env.startsWith(".") ? env.toString() : "./" + env;
    return ". " + (file.matches("[\\w./+-]+") ? file : "'" + file.replace("'", "'\\''") + "'");
  }

  /// Waits until a server can't be kept running. Ctrl-C ends the process instead.
  ///
  /// @param givenUp completes with the error message when a server can't be restarted
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
