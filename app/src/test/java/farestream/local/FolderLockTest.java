package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void a_folder_that_was_released_can_be_locked_again() {
    var first = FolderLock.take(folder);
    first.close();
    first.close();
    FolderLock.take(folder).close();
  }

  @Test
  void a_folder_is_the_same_under_another_name() throws IOException {
    var link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("a")));
    try (var _ = FolderLock.take(folder.resolve("a"))) {
      assertThatThrownBy(() -> FolderLock.take(link)).isInstanceOf(FolderInUse.class);
    }
  }

  @Test
  void the_lock_file_of_a_dead_holder_refuses_nobody() throws IOException {
    Files.writeString(folder.resolve("lock"), "1");
    FolderLock.take(folder).close();
  }

  @Test
  void a_folder_with_other_files_is_refused_and_nothing_is_written() throws IOException {
    var other = Files.createFile(folder.resolve("report.pdf"));
    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(ForeignFolder.class)
        .hasMessageContaining("contains files");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(other);
    }
    Files.writeString(folder.resolve("lock"), "somebody's own");
    assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(ForeignFolder.class);
  }

  @Test
  void the_files_of_a_killed_first_start_are_a_data_folder() throws IOException {
    Files.createFile(folder.resolve("lock"));
    Files.createFile(folder.resolve("secrets.properties.new"));
    Files.createDirectory(folder.resolve("postgresql.new"));
    FolderLock.take(folder).close();
  }

  @Test
  void a_file_is_refused() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> FolderLock.take(file))
        .isInstanceOf(NotAFolder.class)
        .hasMessageContaining("file is not a folder");
  }

  @Test
  void parents_are_created() {
    FolderLock.take(folder.resolve("a").resolve("b")).close();
    assertThat(folder.resolve("a").resolve("b")).isDirectory();
  }
}
