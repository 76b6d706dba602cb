package farestream.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts the PostgreSQL server. It runs `postgres` directly, because a daemon of `pg_ctl` wouldn't
/// be a child process that can be guarded.
final class PostgresProcess {

  // SIGINT is PostgreSQL's "fast" shutdown: it rolls back open transactions and writes a
  // checkpoint.
  private static final GuardedProcess.Stop STOP = new GuardedProcess.Stop("INT", 10);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 100;
  private static final int RETRY_MILLIS = 200;

  private PostgresProcess() {}

  static GuardedProcess start(Path data, int port, Secrets secrets, Lifetime lifetime) {
    var binaries = PostgresBinaries.unpacked();
    var folder = PostgresCluster.create(binaries, data, secrets.superuser(), lifetime);
    var command = UserNamespace.command(command(binaries, folder, port, lifetime));
    var database = new PostgresDatabase(port, secrets);
    for (var attempt = 1; ; attempt++) {
      var process =
          GuardedProcess.start(
              LocalServer.POSTGRESQL, data, port, STOP, lifetime, command, Map.of());
      try {
        process.awaitAnswer(START_TIMEOUT, database::isReady);
        return process;
      } catch (RuntimeException failure) {
        process.close();
        if (attempt == ATTEMPTS || !previousServerIsEnding(process.lastLines())) {
          throw failure;
        }
        GuardedProcess.pause(RETRY_MILLIS);
      }
    }
  }

  // The backends of a killed server may run for a moment longer and hold its shared memory.
  private static boolean previousServerIsEnding(String logLines) {
    return logLines.contains("pre-existing shared memory block")
        || logLines.contains("lock file \"postmaster.pid\" already exists");
  }

  private static List<String> command(Path binaries, Path folder, int port, Lifetime lifetime) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin").resolve("postgres").toString());
    command.addAll(List.of("-D", folder.toString()));
    set(command, "listen_addresses=127.0.0.1");
    set(command, "port=" + port);
    set(command, "unix_socket_directories=");
    // Shared memory is in the data folder, so nothing stays in /dev/shm if all processes are
    // killed.
    set(command, "dynamic_shared_memory_type=mmap");
    // Keeps personal data out of the log: an error's DETAIL quotes whole rows, its statement and
    // parameters contain what a user typed, and its message the wrong value. The client still gets
    // the complete error.
    set(command, "log_error_verbosity=terse");
    set(command, "log_min_messages=log");
    set(command, "log_min_error_statement=panic");
    set(command, "log_parameter_max_length=0");
    set(command, "log_parameter_max_length_on_error=0");
    if (lifetime == Lifetime.TEMPORARY) {
      set(command, "fsync=off");
    }
    return command;
  }

  private static void set(List<String> command, String setting) {
    command.addAll(List.of("-c", setting));
  }
}
