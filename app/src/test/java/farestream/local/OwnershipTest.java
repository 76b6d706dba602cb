package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests data folders that another user could have prepared, in every way that is possible.
class OwnershipTest {
  private static final List<LocalServer> BOTH = List.of(LocalServer.values());

  @TempDir Path folder;

  @Test
  void a_folder_that_another_user_prepared_is_refused_and_left_as_it_is() throws Exception {
    var shared = OtherUser.sharedFolder();
    OtherUser.run(
        shared, "mkdir lab; printf 1 >lab/lock; printf 'owner=known' >lab/secrets.properties");
    refused(shared.resolve("lab"), "lab belongs to 47111");
    assertThat(shared.resolve("lab/.gitignore")).doesNotExist();
    assertThat(shared.resolve("lab/lock")).hasContent("1");
    PrivateFiles.delete(shared);
  }

  @ParameterizedTest
  @ValueSource(ints = {0777, 0770, 0720, 0702})
  void a_folder_that_others_may_write_is_refused(int mode) throws IOException {
    Files.setAttribute(folder, "unix:mode", mode);
    refused(folder, "may be written by others (mode %04o)".formatted(mode));
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock",
        "secrets.properties",
        "env",
        "pgpass",
        "postgresql.pid",
        "dynamodb.pid",
        "postgresql.log",
        "postgresql/pg_hba.conf",
        "postgresql/base/1/1259",
        "dynamodb/tables.db"
      })
  void a_file_that_others_may_write_is_refused_wherever_it_is(String name) throws IOException {
    var file = own(name);
    Files.setAttribute(file, "unix:mode", 0666);
    refused(folder, file + " may be written by others");
    Files.setAttribute(file, "unix:mode", 0600);
    take(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lock", "secrets.properties", "env", "dynamodb.pid", "postgresql/PG_VERSION"})
  void a_file_of_another_user_is_refused_wherever_it_is(String name) throws Exception {
    OtherUser.requireRoot();
    var file = own(name);
    Files.setAttribute(file, "unix:uid", 47111);
    refused(folder, "%s belongs to 47111".formatted(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock",
        "secrets.properties",
        "env",
        "postgresql.pid",
        "postgresql",
        "dynamodb",
        "postgresql/pg_tblspc/16384"
      })
  void a_link_in_the_folder_is_not_followed(String name) throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    var data = Files.createDirectory(folder.resolve("data"));
    Files.createFile(data.resolve("lock"));
    var target = Files.writeString(elsewhere.resolve("precious"), "1");
    Files.deleteIfExists(data.resolve(name));
    Files.createDirectories(data.resolve(name).getParent());
    Files.createSymbolicLink(data.resolve(name), target);
    assertThatThrownBy(() -> take(data)).isInstanceOf(Failure.class);
    assertThat(target).hasContent("1");
  }

  @Test
  void a_folder_below_one_that_others_may_write_is_refused() throws IOException {
    var parent = Files.createDirectory(folder.resolve("parent"));
    Files.setAttribute(parent, "unix:mode", 0777);
    refused(parent.resolve("new/data"), parent + " may be written by others");
    assertThat(parent).isEmptyDirectory();
    // In a folder like /tmp users can't replace the files of others.
    Files.setAttribute(parent, "unix:mode", 01777);
    take(parent.resolve("new/data"));
  }

  @Test
  void a_folder_below_one_of_another_user_is_refused() throws Exception {
    OtherUser.requireRoot();
    var parent = Files.createDirectory(folder.resolve("parent"));
    var data = Files.createDirectory(parent.resolve("data"));
    Files.setAttribute(parent, "unix:uid", 47111);
    refused(data, parent + " belongs to 47111");
  }

  @Test
  void a_link_of_another_user_on_the_way_is_not_followed_and_ones_own_is() throws Exception {
    var shared = OtherUser.sharedFolder();
    var victims = Files.createDirectory(folder.resolve("victims"));
    OtherUser.run(shared, "ln -s '%s' planted".formatted(victims));
    refused(shared.resolve("planted"), "planted belongs to 47111");
    refused(shared.resolve("planted/below"), "planted belongs to 47111");
    assertThat(victims).isEmptyDirectory();
    take(Files.createSymbolicLink(shared.resolve("own"), victims));
    PrivateFiles.delete(shared);
  }

  @Test
  void a_link_leads_only_where_the_way_is_safe() throws IOException {
    var open = Files.createDirectory(folder.resolve("open"));
    Files.setAttribute(open, "unix:mode", 0777);
    Files.createDirectory(open.resolve("data"));
    var link = Files.createSymbolicLink(folder.resolve("link"), open.resolve("data"));
    refused(link, open + " may be written by others");
  }

  private Path own(String name) throws IOException {
    Files.createFile(folder.resolve("lock"));
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.exists(file) ? file : Files.createFile(file);
  }

  private static void take(Path data) {
    DataFolder.lock(data, BOTH).close();
  }

  private static void refused(Path data, String why) {
    assertThatThrownBy(() -> take(data))
        .isInstanceOf(UntrustedPath.class)
        .hasMessageContaining(why)
        .hasMessageContaining("only you may write");
  }
}
