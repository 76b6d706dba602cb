package farestream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a killed JVM leaves for a moment: its guards are still stopping its servers, which hold
/// files and ports. A new start on the folder waits for their end.
final class StaleProcess {

  // A guard stops a server in less; after that there was no guard, and the server is an orphan.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int POLL_MILLIS = 20;

  private static final Pattern PID = Pattern.compile("\\d{1,9}");

  private StaleProcess() {}

  /// @throws CannotStart if it does not end, not even killed
  static void awaitEnd(LocalServer server, Path data) throws IOException {
    var former = find(server, data);
    if (former.isPresent() && !endsWithin(former.get(), PATIENCE)) {
      former.get().destroyForcibly();
      if (!endsWithin(former.get(), PATIENCE)) {
        throw new StartFailure(
            "an earlier %s (process %d) still runs on %s: stop it first"
                .formatted(server.title(), former.get().pid(), data));
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

  // Numbers are given again: a process that started later than the file, or that doesn't have the
  // server's folder as an argument, is a stranger and left alone. One without a command line
  // has ended and only waits to be collected.
  private static boolean isOurs(ProcessHandle process, Instant written, Path folder) {
    var info = process.info();
    return info.startInstant().filter(start -> start.isBefore(written.plusSeconds(2))).isPresent()
        && info.user().equals(ProcessHandle.current().info().user())
        && List.of(commandLine(process).split("[\\x00 ]", -1)).contains(folder.toString());
  }

  /// All of it: of a long one the JDK tells the beginning only.
  private static String commandLine(ProcessHandle process) {
    var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.readString(file);
    } catch (IOException noSuchSystemOrProcess) {
      return process.info().commandLine().orElse("");
    }
  }

  // Not by onExit: of a process that isn't ours it asks more and more rarely, and one that nobody
  // has collected yet never ends for it.
  private static boolean endsWithin(ProcessHandle process, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && !commandLine(process).isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      GuardedProcess.pause(POLL_MILLIS);
    }
    return true;
  }
}
