package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TarArchiveTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("folder"));
  }

  @Test
  void modes_and_links_are_kept() throws IOException {
    unpack(file("bin/run", 0755), file("lib/a.so.1", 0640), link("lib/a.so", "a.so.1"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("bin/run")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("lib/a.so.1")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(Files.readSymbolicLink(folder.resolve("lib/a.so"))).isEqualTo(Path.of("a.so.1"));
  }

  @ParameterizedTest
  @CsvSource({"../out", "a/../../out"})
  void a_file_outside_is_refused(String name) {
    assertThatThrownBy(() -> unpack(file(name, 0644)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of its folder");
    assertThat(parent.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"a, ..", "a, /etc", "b/a, ../../out"})
  void a_link_that_leads_outside_is_refused(String name, String target) {
    assertThatThrownBy(() -> unpack(link(name, target), file(name + "/out", 0644)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of its folder");
    assertThat(parent.resolve("out")).doesNotExist();
  }

  private void unpack(TarArchiveEntry... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      for (var entry : List.of(entries)) {
        var content = "content".getBytes(StandardCharsets.UTF_8);
        entry.setSize(entry.isSymbolicLink() ? 0 : content.length);
        tar.putArchiveEntry(entry);
        if (!entry.isSymbolicLink()) {
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    TarArchive.unpackXz(new ByteArrayInputStream(bytes.toByteArray()), folder);
  }

  private static TarArchiveEntry file(String name, int mode) {
    var entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    return entry;
  }

  private static TarArchiveEntry link(String name, String target) {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return entry;
  }
}
