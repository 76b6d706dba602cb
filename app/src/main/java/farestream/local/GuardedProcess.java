package farestream.local;

import farestream.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A server process that never outlives this JVM, however the JVM ends. `guard.sh` runs the server
/// and reads a pipe whose write end only this JVM holds; at its end of file it stops the server.
final class GuardedProcess implements AutoCloseable {

  /// How a server is stopped.
  ///
  /// @param signal the name of the signal that asks it to stop, such as TERM
  /// @param seconds the grace period before it is killed
  record Stop(String signal, int seconds) {}

  private static final int POLL_MILLIS = 20;
  private static final String LOCALE =
      System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";

  // What guard.sh needs at most after the grace period, to kill the server and end.
  private static final int KILL_SECONDS = 8;

  private final LocalServer server;
  private final ServerLog log;
  private final int port;
  private final Stop stop;
  private final Lifetime lifetime;
  private final Process guard;
  private volatile boolean stopping;

  private GuardedProcess(
      LocalServer server, Path data, int port, Stop stop, Lifetime lifetime, Process guard) {
    this.server = server;
    this.log = new ServerLog(server.log(data));
    this.port = port;
    this.stop = stop;
    this.lifetime = lifetime;
    this.guard = guard;
  }

  /// Starts a server without waiting until it accepts requests.
  ///
  /// @param port the server's port, for messages; 0 for a program without one
  /// @param variables environment variables to add to the inherited ones
  static GuardedProcess start(
      LocalServer server,
      Path data,
      int port,
      Stop stop,
      Lifetime lifetime,
      List<String> command,
      Map<String, String> variables) {
    var guarded = new ArrayList<String>();
    guarded.addAll(List.of("sh", "-c", ShellScript.GUARD.text(), "farestream-guard"));
    guarded.addAll(List.of(stop.signal(), Integer.toString(stop.seconds())));
    guarded.add(server.pidFile(data).toString());
    guarded.addAll(command);

    var builder = new ProcessBuilder(guarded).directory(data.toFile());
    builder.redirectErrorStream(true).redirectOutput(appendTo(server.log(data)));
    // The user's PGDATA, PGPORT etc. are meant for other servers, and his JVM options for other
    // JVMs: a debugger's port, for example, can be used by one JVM only.
    builder.environment().keySet().removeIf(GuardedProcess::isMeantForOthers);
    builder.environment().putAll(variables);
    // English messages, because we search them; paths with any character; and PostgreSQL on macOS
    // doesn't start without a locale.
    builder.environment().put("LC_ALL", LOCALE);
    builder.environment().put("TZ", "UTC");
    try {
      // If an earlier guard was killed, its server may still be ending.
      StaleProcess.awaitEnd(server, data);
      var guard = builder.start();
      var process = new GuardedProcess(server, data, port, stop, lifetime, guard);
      // If the guard is killed, its subshell still reads the pipe and stops the server.
      var _ = guard.onExit().thenRun(process::closePipe);
      return process;
    } catch (IOException failure) {
      throw new StartFailure(
          "can't start %s: %s".formatted(server.title(), DiskFault.of(failure)), failure);
    }
  }

  private static boolean isMeantForOthers(String variable) {
    return variable.startsWith("PG")
        || Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").contains(variable);
  }

  private static ProcessBuilder.Redirect appendTo(Path log) {
    return ProcessBuilder.Redirect.appendTo(log.toFile());
  }

  int port() {
    return port;
  }

  /// Waits until the server accepts requests.
  ///
  /// @param answers returns whether it does
  /// @throws PortInUse if it exited because another program listens on its port
  /// @throws StartFailure if it exited for another reason, or the time-out has passed
  void awaitAnswer(Duration timeout, BooleanSupplier answers) {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!answers.getAsBoolean()) {
      if (!guard.isAlive()) {
        throw ended();
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailure(
            "%s did not answer within %d s: %s; %s"
                .formatted(server.title(), timeout.toSeconds(), log.firstError(), logHint()));
      }
      awaitExit(POLL_MILLIS);
    }
  }

  /// Waits for the next poll, or less if the server exits meanwhile.
  private void awaitExit(int millis) {
    try {
      var _ = guard.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /// Waits until a program such as initdb has exited.
  ///
  /// @throws StartFailure if its exit status isn't 0, or it is still running after the time-out
  void awaitEnd(Duration timeout) {
    awaitAnswer(timeout, () -> !guard.isAlive());
    if (guard.exitValue() != 0) {
      throw ended();
    }
  }

  static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static StartFailure interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new StartFailure("interrupted while a server was starting", interrupted);
  }

  private Failure ended() {
    if (lastLines().contains(LoopbackPort.TAKEN)) {
      return new PortInUse(server, port);
    }
    return new StartFailure(
        "%s exited with status %d while starting: %s; %s"
            .formatted(server.title(), guard.exitValue(), log.firstError(), logHint()));
  }

  /// Returns the last lines of the server's log, for callers that search them for known errors.
  String lastLines() {
    return String.join("\n", log.lastLines());
  }

  /// Returns where the log is, or the log's last lines if the log is deleted with its folder.
  private String logHint() {
    return switch (lifetime) {
      case DURABLE -> "its log is " + log.file();
      case TEMPORARY -> "its log ends with: " + log.tail();
    };
  }

  /// Returns a future that completes with a message if the server exits without having been asked
  /// to stop. Otherwise it never completes.
  CompletableFuture<String> unexpectedExit() {
    return guard
        .onExit()
        .thenCompose(
            dead ->
                stopping
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(
                        "%s exited with status %d; %s"
                            .formatted(server.title(), dead.exitValue(), logHint())));
  }

  /// Asks the guard to stop the server and returns at once.
  void askToStop() {
    stopping = true;
    closePipe();
  }

  private void closePipe() {
    try {
      guard.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // The guard has ended; its subshell, if it remains, reads the same end of file.
    }
  }

  /// Stops the server and waits until it has exited.
  @Override
  public void close() {
    askToStop();
    try {
      if (!guard.waitFor(stop.seconds() + KILL_SECONDS, TimeUnit.SECONDS)) {
        guard.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
