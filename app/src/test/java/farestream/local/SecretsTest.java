package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void passwords_are_kept_and_each_folder_has_its_own() throws IOException {
    var here = Secrets.of(folder);
    var there = Secrets.of(Files.createDirectory(folder.resolve("there")));
    assertThat(Secrets.of(folder)).isEqualTo(here);
    assertThat(
            Set.of(
                here.superuser(),
                here.owner(),
                here.commands(),
                here.colleague(),
                there.superuser(),
                there.owner(),
                there.commands(),
                there.colleague()))
        .hasSize(8)
        .allSatisfy(password -> assertThat(password).hasSizeGreaterThanOrEqualTo(32));
  }

  @Test
  void a_database_without_its_passwords_is_an_error_that_says_what_to_do() throws IOException {
    Files.createDirectory(folder.resolve("postgresql"));
    assertThatThrownBy(() -> Secrets.of(folder))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("secrets.properties is missing")
        .hasMessageContaining("restore the file");
  }

  @Test
  void a_missing_password_is_named_and_the_others_are_not_shown() throws IOException {
    Files.writeString(folder.resolve("secrets.properties"), "superuser=abc\nowner=def\n");
    assertThatThrownBy(() -> Secrets.of(folder))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("no entry 'commands'")
        .hasMessageNotContainingAny("abc", "def");
  }

  @Test
  void passwords_are_not_printed() {
    var secrets = Secrets.of(folder);
    assertThat(secrets.toString()).doesNotContain(secrets.owner());
  }
}
