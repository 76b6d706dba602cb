package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
  @TempDir Path folder;

  @Test
  void two_processes_that_unpack_at_once_end_with_one_complete_folder() throws IOException {
    // Left by a process that was killed while unpacking; no running process has so high an id.
    var left = Files.createDirectory(folder.resolve("postgresql-unpacking-99999999-1"));
    Files.createFile(left.resolve("postgres"));

    var one = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(folder));
    var other = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(folder));
    assertThat(one.join()).isEqualTo(other.join());

    try (var names = Files.list(folder)) {
      assertThat(names).containsExactly(one.join());
    }
    assertThat(Files.getPosixFilePermissions(one.join()))
        .as("built by root, used by others")
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(one.join().resolve("bin").resolve("postgres")).isExecutable();
    assertThat(one.join().resolve("share/postgresql/postgres.bki")).exists();
  }
}
