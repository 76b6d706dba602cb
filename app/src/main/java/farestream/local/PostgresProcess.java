package farestream.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The PostgreSQL server itself, not pg_ctl's daemon: it has to be a child that can be guarded.
final class PostgresProcess {

  // SIGINT is its "fast" stop: open transactions are undone, the rest is written.
  private static final GuardedProcess.Stop STOP = new GuardedProcess.Stop("INT", 10);
  private static final Duration START = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 100;
  private static final int BETWEEN_MILLIS = 200;

  private PostgresProcess() {}

  static GuardedProcess start(Path data, int port, Secrets secrets, Lifetime lifetime) {
    var binaries = PostgresBinaries.unpacked();
    var folder = PostgresCluster.make(binaries, data, secrets.superuser(), lifetime);
    var command = UserNamespace.command(command(binaries, folder, port, lifetime));
    var database = new PostgresDatabase(port, secrets);
    for (var attempt = 1; ; attempt++) {
      var process =
          GuardedProcess.start(
              LocalServer.POSTGRESQL, data, port, STOP, lifetime, command, Map.of());
      try {
        process.awaitAnswer(START, database::isReady);
        return process;
      } catch (RuntimeException failure) {
        process.close();
        if (attempt == ATTEMPTS || !formerServerIsEnding(process.lastLines())) {
          throw failure;
        }
        GuardedProcess.pause(BETWEEN_MILLIS);
      }
    }
  }

  // Of a server that was killed, helpers may live on for a moment and hold its memory.
  private static boolean formerServerIsEnding(String words) {
    return words.contains("pre-existing shared memory block")
        || words.contains("lock file \"postmaster.pid\" already exists");
  }

  private static List<String> command(Path binaries, Path folder, int port, Lifetime lifetime) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin").resolve("postgres").toString());
    command.addAll(List.of("-D", folder.toString()));
    set(command, "listen_addresses=127.0.0.1");
    set(command, "port=" + port);
    set(command, "unix_socket_directories=");
    // In the data folder: nothing stays in /dev/shm when all are killed at once.
    set(command, "dynamic_shared_memory_type=mmap");
    // No personal data: an error's details quote whole rows, its statement and parameters what
    // somebody typed, and its message the value that was wrong. Whoever caused it is told all.
    set(command, "log_error_verbosity=terse");
    set(command, "log_min_messages=log");
    set(command, "log_min_error_statement=panic");
    set(command, "log_parameter_max_length=0");
    set(command, "log_parameter_max_length_on_error=0");
    if (lifetime == Lifetime.THROW_AWAY) {
      set(command, "fsync=off");
    }
    return command;
  }

  private static void set(List<String> command, String setting) {
    command.addAll(List.of("-c", setting));
  }
}
