package farestream.local;

import farestream.database.PostgresLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A real PostgreSQL that tests can kill, as `kill -9` does, and restart on its port.
public final class KillablePostgres implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final TempDataFolder folder = TempDataFolder.create();
  private final Secrets secrets = Secrets.of(folder.path());
  private final int port;
  private GuardedProcess process;

  private KillablePostgres() {
    this.process = LoopbackPort.startOn(0, this::process);
    this.port = process.port();
  }

  public static KillablePostgres start() {
    return new KillablePostgres();
  }

  private GuardedProcess process(int onPort) {
    return PostgresProcess.start(folder.path(), onPort, secrets, Lifetime.TEMPORARY);
  }

  /// Kills the postmaster; its child processes notice that and end.
  public void kill() {
    var pid = Long.parseLong(text(LocalServer.POSTGRESQL.pidFile(folder.path())));
    ProcessHandle.of(pid)
        .ifPresent(
            server -> {
              server.destroyForcibly();
              Poll.untilGone(server, SOON);
            });
    process.close();
  }

  /// Restarts it and returns when it accepts connections.
  public void startAgain() {
    process = process(port);
  }

  public PostgresLogin owner() {
    return new PostgresDatabase(port, secrets).owner();
  }

  /// Returns the login of the role that the worker and the commands use.
  public PostgresLogin commands() {
    return new PostgresDatabase(port, secrets).commands();
  }

  /// Returns a second person's login with the same privileges.
  public PostgresLogin colleague() {
    return new PostgresDatabase(port, secrets).colleague();
  }

  public PostgresLogin superuser() {
    return new PostgresLogin(
        "127.0.0.1", port, "postgres", PostgresCluster.SUPERUSER, secrets.superuser());
  }

  @Override
  public void close() {
    process.close();
    folder.close();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
