package farestream.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class NativeLibraryTest {
  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("org.sqlite.lib.path");
    System.clearProperty("org.sqlite.lib.name");
  }

  @Test
  void the_library_is_unpacked_once_and_replaces_earlier_versions() throws Exception {
    Files.writeString(folder.resolve("3.0.0-libsqlitejdbc.so"), "of an earlier version");
    NativeLibrary.keepIn(folder);
    var library = folder.resolve(System.getProperty("org.sqlite.lib.name"));
    assertThat(Files.size(library)).isGreaterThan(500_000);
    var unpacked = Files.getLastModifiedTime(library);

    forget();
    NativeLibrary.keepIn(folder);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);
    assertThat(folder).isDirectoryContaining(library::equals);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(library);
    }
  }
}
