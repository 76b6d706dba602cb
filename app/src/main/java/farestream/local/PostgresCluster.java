package farestream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// PostgreSQL's data directory. `initdb` writes it under a temporary name, and it is renamed when
/// complete, so a start that is killed halfway leaves nothing that the next start would use.
final class PostgresCluster {

  static final String SUPERUSER = "postgres";

  private static final GuardedProcess.Stop STOP = new GuardedProcess.Stop("TERM", 5);
  private static final Duration INITDB_TIMEOUT = Duration.ofMinutes(2);

  private PostgresCluster() {}

  /// Returns the data directory and creates it if it doesn't exist.
  static Path create(Path binaries, Path data, String superuserPassword, Lifetime lifetime) {
    var folder = LocalServer.POSTGRESQL.folder(data);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    var draft = data.resolve("postgresql.new");
    var password = data.resolve("postgresql.password");
    try {
      PrivateFiles.delete(draft);
      PrivateFiles.replace(password, superuserPassword);
      var command = command(binaries, draft, password, lifetime);
      try (var initdb = initdb(command, data, lifetime)) {
        initdb.awaitEnd(INITDB_TIMEOUT);
      } finally {
        Files.deleteIfExists(password);
      }
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      return folder;
    } catch (IOException failure) {
      throw new StartFailure(
          "can't create PostgreSQL's data directory %s: %s"
              .formatted(folder, DiskFault.of(failure)),
          failure);
    }
  }

  private static GuardedProcess initdb(List<String> command, Path data, Lifetime lifetime) {
    return GuardedProcess.start(
        LocalServer.POSTGRESQL, data, 0, STOP, lifetime, UserNamespace.command(command), Map.of());
  }

  private static List<String> command(Path binaries, Path draft, Path password, Lifetime lifetime) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin").resolve("initdb").toString());
    command.add("--pgdata=" + draft);
    command.add("--username=" + SUPERUSER);
    command.add("--pwfile=" + password);
    command.add("--auth=scram-sha-256");
    // Collation and character classes are then the same on every system, whatever locales it has.
    command.add("--encoding=UTF8");
    command.add("--locale=C");
    command.add("--locale-provider=builtin");
    command.add("--builtin-locale=C.UTF-8");
    command.add("--no-instructions");
    if (lifetime == Lifetime.TEMPORARY) {
      command.add("--no-sync");
    }
    return command;
  }
}
