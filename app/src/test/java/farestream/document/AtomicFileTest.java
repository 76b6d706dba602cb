package farestream.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void the_old_file_remains_until_the_new_one_is_complete() throws Exception {
    var file = Files.writeString(folder.resolve("a.csv"), "before");
    try (var whole = AtomicFile.create(file)) {
      whole.out().write("after".getBytes(UTF_8));
      whole.out().flush();
      assertThat(file).hasContent("before");
      whole.finish();
    }
    assertThat(file).hasContent("after");
    assertThat(names()).containsExactly("a.csv");
  }

  @Test
  void an_unfinished_file_is_deleted() throws Exception {
    try (var whole = AtomicFile.create(folder.resolve("a.csv"))) {
      whole.out().write("half of".getBytes(UTF_8));
      assertThat(names()).doesNotContain("a.csv").hasSize(1);
    }
    assertThat(names()).isEmpty();
  }

  private String[] names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }

  @Test
  void only_the_owner_can_read_it() throws Exception {
    var file = folder.resolve("statement.csv");
    try (var written = AtomicFile.create(file)) {
      written.finish();
    }
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
