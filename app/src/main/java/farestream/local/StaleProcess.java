package farestream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Waits for servers that a killed JVM has left behind. Its guards are still stopping them, and
/// until they have ended they hold files and ports that a new start on the folder needs.
final class StaleProcess {

  // A guard stops its server in less time. A server that runs longer has no guard and is killed.
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final int POLL_MILLIS = 20;

  private static final Pattern PID = Pattern.compile("\\d{1,9}");

  private StaleProcess() {}

  /// Waits until the server of an earlier start on this folder has ended, and kills it after 15
  /// seconds. Then deletes its pid file.
  ///
  /// @throws StartFailure if it is still running 15 seconds after it was killed
  static void awaitEnd(LocalServer server, Path data) throws IOException {
    var previous = find(server, data);
    if (previous.isPresent() && !endsWithin(previous.get(), TIMEOUT)) {
      previous.get().destroyForcibly();
      if (!endsWithin(previous.get(), TIMEOUT)) {
        throw new StartFailure(
            "an earlier %s (process %d) is still running on %s: stop it first"
                .formatted(server.title(), previous.get().pid(), data));
      }
    }
    Files.deleteIfExists(server.pidFile(data));
  }

  private static Optional<ProcessHandle> find(LocalServer server, Path data) throws IOException {
    var pidFile = server.pidFile(data);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    var text = Files.readString(pidFile).strip();
    if (!PID.matcher(text).matches()) {
      return Optional.empty();
    }
    var written = Files.getLastModifiedTime(pidFile).toInstant();
    return ProcessHandle.of(Long.parseLong(text))
        .filter(process -> isOurs(process, written, server.folder(data)));
  }

  // Process ids are reused. A process that started after the pid file was written, or that doesn't
  // have the server's folder as an argument, is unrelated and left alone. A process without a
  // command line has ended and is a zombie until its parent reaps it.
  private static boolean isOurs(ProcessHandle process, Instant written, Path folder) {
    var info = process.info();
    return info.startInstant().filter(start -> start.isBefore(written.plusSeconds(2))).isPresent()
        && info.user().equals(ProcessHandle.current().info().user())
        && List.of(commandLine(process).split("[\\x00 ]", -1)).contains(folder.toString());
  }

  /// Returns the complete command line; the JDK returns only the beginning of a long one.
  private static String commandLine(ProcessHandle process) {
    var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.readString(file);
    } catch (IOException noSuchSystemOrProcess) {
      return process.info().commandLine().orElse("");
    }
  }

  // Doesn't use onExit, which polls a process that isn't our child more and more rarely and never
  // reports the end of a zombie.
  private static boolean endsWithin(ProcessHandle process, Duration timeout) {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (process.isAlive() && !commandLine(process).isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      GuardedProcess.pause(POLL_MILLIS);
    }
    return true;
  }
}
