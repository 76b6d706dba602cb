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

/// A server that never outlives this JVM, whatever this JVM dies of: `guard.sh` runs it and listens
/// at the other end of a pipe that only we hold.
final class GuardedProcess implements AutoCloseable {

  /// How a server is asked to stop, and for how long before it's killed.
  record Stop(String signal, int seconds) {}

  private static final int POLL_MILLIS = 20;
  private static final String LOCALE =
      System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";

  // The guard's own patience after the seconds of the stop: see guard.sh.
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

  /// @param variables of the environment, besides what it inherits
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
    // The user's own PGDATA, PGPORT and the like are meant for other servers, and his options for
    // other JVMs: a debugger's port, say, which only one can have.
    builder.environment().keySet().removeIf(GuardedProcess::isMeantForOthers);
    // English messages, which we read; paths of every letter; and macOS's PostgreSQL won't start
    // without a locale.
    builder.environment().putAll(variables);
    builder.environment().put("LC_ALL", LOCALE);
    builder.environment().put("TZ", "UTC");
    try {
      // If a guard was killed, the server that it guarded takes a moment longer to end.
      StaleProcess.awaitEnd(server, data);
      var guard = builder.start();
      var process = new GuardedProcess(server, data, port, stop, lifetime, guard);
      // If somebody killed the guard, its other half still watches the pipe and stops the server.
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

  /// Waits until the server answers.
  ///
  /// @throws PortInUse if it ended because another program has its port
  /// @throws CannotStart if it ended for another reason, or doesn't answer in time
  void awaitAnswer(Duration atMost, BooleanSupplier answers) {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (!answers.getAsBoolean()) {
      if (!guard.isAlive()) {
        throw ended();
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailure(
            "%s does not answer after %d s: %s; %s"
                .formatted(server.title(), atMost.toSeconds(), log.tellingLine(), more()));
      }
      awaitExit(POLL_MILLIS);
    }
  }

  /// For so long at the most: what has ended won't answer.
  private void awaitExit(int millis) {
    try {
      var _ = guard.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /// Waits for a program that ends by itself.
  ///
  /// @throws CannotStart if it failed or is still running after that time
  void awaitEnd(Duration atMost) {
    awaitAnswer(atMost, () -> !guard.isAlive());
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
        "%s ended with status %d while starting: %s; %s"
            .formatted(server.title(), guard.exitValue(), log.tellingLine(), more()));
  }

  /// What it said last, for whoever knows its complaints.
  String lastLines() {
    return String.join("\n", log.lastLines());
  }

  /// Where the rest of its words are; the words themselves if that place is about to be gone.
  private String more() {
    return switch (lifetime) {
      case LASTING -> "its log is " + log.file();
      case THROW_AWAY -> "its last words: " + log.lastWords();
    };
  }

  /// Completes when the server ends though nobody has asked it to; never otherwise.
  CompletableFuture<String> endedByItself() {
    return guard
        .onExit()
        .thenCompose(
            dead ->
                stopping
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(
                        "%s has ended with status %d; %s"
                            .formatted(server.title(), dead.exitValue(), more())));
  }

  /// Returns at once; the guard sees to it.
  void askToStop() {
    stopping = true;
    closePipe();
  }

  private void closePipe() {
    try {
      guard.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // The guard is dead; what is left of it sees the same end of the pipe.
    }
  }

  /// Stops the server and waits until it is gone.
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
