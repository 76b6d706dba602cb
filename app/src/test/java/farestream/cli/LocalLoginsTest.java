package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.config.Config;
import farestream.config.EnvFile;
import farestream.database.PostgresLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests commands with several logins in the folder of an `up`.
@Tag("integration")
class LocalLoginsTest {
  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.running();
  private final Map<String, String> up = instance.environment();
  private final String password = instance.colleague().environment().getOrDefault("PGPASSWORD", "");

  @BeforeEach
  void create() throws IOException {
    var data = Files.createDirectory(folder.resolve(".farestream"));
    // As if this process were the running `up`.
    Files.writeString(data.resolve("lock"), "" + ProcessHandle.current().pid());
    write(List.of());
  }

  @Test
  void a_login_that_up_did_not_make_is_used_with_its_password() throws SQLException {
    var config = new Config(Map.of("PGUSER", "colleague", "PGPASSWORD", password), folder);
    try (var connection = config.ledger().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select session_user")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("colleague");
    }
    assertThat(config.postgresUrl()).contains("//colleague@").doesNotContain("passfile", password);
    assertThat(run(Map.of("PGUSER", "colleague"), "cycle", "list"))
        .isEqualTo(
            new EndedCommand(
                2,
                "farestream: %s has no password for PGUSER 'colleague'; set PGPASSWORD, or set PGUSER to farestream\n"
                    .formatted(folder.resolve(".farestream/pgpass"))));
    var wrong = run(Map.of("PGUSER", "colleague", "PGPASSWORD", "wrong"), "cycle", "list");
    assertThat(wrong.err()).contains("check PGUSER, PGPASSWORD and PGDATABASE").hasLineCount(1);
    assertThat(wrong.status()).isEqualTo(4);
  }

  @Test
  void a_password_in_the_environment_replaces_none_of_ups() {
    write(List.of(colleague()));
    for (var user : List.of("farestream", "colleague")) {
      var given = Map.of("PGUSER", user, "PGPASSWORD", "wrong");
      assertThat(run(given, "cycle", "list").status()).as(user).isZero();
    }
    assertThat(run(Map.of("PGPASSWORD", "wrong"), "cycle", "list").status()).isZero();
  }

  @Test
  void another_login_in_a_shell_that_has_sourced_the_file_is_told_what_to_do() {
    var sourced = new HashMap<>(up);
    sourced.put("PGUSER", "colleague");
    assertThat(run(sourced, "cycle", "list").err())
        .contains("PGPASSWORD in this shell is that of farestream; set it to that of colleague")
        .hasLineCount(1);
    write(List.of(colleague()));
    assertThat(run(sourced, "cycle", "list").err())
        .contains("put env -u PGHOST in front of the command to use the password of colleague in")
        .doesNotContain("run . ./")
        .hasLineCount(1);
    sourced.remove("PGHOST");
    assertThat(run(sourced, "cycle", "list").status()).isZero();
  }

  @Test
  void who_may_not_approve_is_told_how_another_person_does() {
    write(List.of(colleague()));
    instance.billOnLabTerms();
    instance.ride("" + instance.newDriver(), "20");
    instance.run("bill", "--propose");
    var cycle = instance.rows("select max(cycle) from billing_cycle").getFirst();
    assertThat(run(Map.of(), "cycle", "approve", cycle).err())
        .endsWith(": PGUSER=colleague ./farestream cycle approve %s\n".formatted(cycle))
        .hasLineCount(1);
    assertThat(run(up, "cycle", "approve", cycle).err())
        .endsWith(
            ": env -u PGHOST PGUSER=colleague ./farestream cycle approve %s\n".formatted(cycle));
    assertThat(instance.run("cycle", "approve", cycle).err()).endsWith("a login of their own\n");
    assertThat(run(Map.of("PGUSER", "colleague"), "cycle", "approve", cycle).status()).isZero();
  }

  private PostgresLogin colleague() {
    return new PostgresLogin(
        up.getOrDefault("PGHOST", ""),
        Integer.parseInt(up.getOrDefault("PGPORT", "")),
        up.getOrDefault("PGDATABASE", ""),
        "colleague",
        password);
  }

  private void write(List<PostgresLogin> others) {
    EnvFile.write(folder.resolve(".farestream/env"), up, others);
  }

  private EndedCommand run(Map<String, String> environment, String... arguments) {
    return EndedCommand.run(folder, environment, arguments);
  }
}
