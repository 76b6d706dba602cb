package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.TestInstance;
import farestream.TestInstance.Result;
import farestream.config.Config;
import farestream.config.EnvFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which servers a command uses, and its messages if they may not be the intended ones.
@Tag("integration")
class AwsOnlyWhenAskedTest {
  /// A region that doesn't exist, so that no request reaches AWS.
  private static final Map<String, String> REAL =
      Map.of(
          "AWS_REGION", "nowhere-1",
          "AWS_ACCESS_KEY_ID", "AKIAREAL",
          "AWS_SECRET_ACCESS_KEY", "real-secret",
          "AWS_ACCOUNT_ID", "123456789012");

  @TempDir Path folder;

  @Test
  void the_real_aws_is_used_only_on_request() {
    for (var command :
        List.of(
            List.of("book"), List.of("trip", "list"), List.of("worker"), List.of("accept", "x"))) {
      var refused = run(REAL, command.toArray(String[]::new));
      assertThat(refused.err())
          .isEqualTo(
              "farestream: no ./farestream up is running in this folder and AWS_ENDPOINT_URL_DYNAMODB is"
                  + " not set; run ./farestream up here, or pass --aws to use the real AWS\n");
      assertThat(refused.status()).isEqualTo(4);
    }
  }

  @Test
  void on_request_the_account_and_table_are_printed() {
    var byVariable = new HashMap<>(REAL);
    byVariable.put("FARESTREAM_AWS", "1");
    for (var asked : List.of(run(REAL, "book", "--aws"), run(byVariable, "book"))) {
      assertThat(asked.err().lines())
          .hasSize(3)
          .first()
          .isEqualTo("AWS: table aws-db-workshop-trips, region nowhere-1, account 123456789012");
      assertThat(asked.status()).isEqualTo(4);
    }
    byVariable.put("FARESTREAM_AWS", "yes");
    assertThat(run(byVariable, "book").err()).contains("FARESTREAM_AWS 'yes' is neither 1 nor 0");
  }

  @Test
  void the_real_s3_is_used_only_on_request() {
    for (var source : List.of("s3://failures/one", "s3://failures/aws/lambda/")) {
      var refused = run(REAL, "quarantine", "import", source);
      assertThat(refused.err())
          .isEqualTo(
              "farestream: AWS_ENDPOINT_URL_S3 is not set; set it, or pass --aws to use the real"
                  + " AWS\n");
      assertThat(refused.status()).isEqualTo(4);
      var asked = run(REAL, "quarantine", "import", source, "--aws");
      assertThat(asked.err()).startsWith("AWS: S3, region nowhere-1, account 123456789012\n");
      assertThat(asked.status()).isEqualTo(4);
    }
  }

  @Test
  void on_request_the_up_of_the_folder_is_ignored() throws IOException {
    up("8000", "54320");
    assertThat(run(REAL, "book", "--aws").err()).startsWith("AWS: table");
    assertThat(run(REAL, "bill", "--aws").err()).contains("no up of this folder is used");
  }

  @Test
  void a_shell_that_sources_the_file_loses_its_aws_session_token() throws Exception {
    var env = folder.resolve("env");
    EnvFile.write(env, TestInstance.running().environment(), List.of());
    var shell =
        new ProcessBuilder(
            "sh", "-c", ". ./env && echo \"[$AWS_SESSION_TOKEN$AWS_SECURITY_TOKEN]\"");
    shell.directory(folder.toFile());
    shell.environment().put("AWS_SESSION_TOKEN", "real-token");
    shell.environment().put("AWS_SECURITY_TOKEN", "real-token");
    assertThat(shell.start().inputReader().lines()).containsExactly("[]");
  }

  @Test
  void stale_variables_in_a_shell_are_reported() throws IOException {
    up("1", "1");
    lock(ProcessHandle.current().pid());
    var stale = new HashMap<>(variables("2", "2"));
    assertThat(run(stale, "book").err())
        .contains(
            "DynamoDB can't be reached",
            "AWS_ENDPOINT_URL_DYNAMODB in this shell differs from that of ./farestream up")
        .contains("/.farestream/env to update it")
        .doesNotContain("run ./farestream up");
    assertThat(run(stale, "bill").err())
        .contains("PostgreSQL can't be reached", "PGPORT in this shell differs from that of");
  }

  @Test
  void a_command_reports_an_up_that_is_still_starting() throws IOException {
    Files.createDirectory(folder.resolve(".farestream"));
    lock(ProcessHandle.current().pid());
    for (var command : List.of("book", "bill", "status")) {
      var early = run(Map.of(), command);
      assertThat(early.err())
          .contains(
              "up (process %d) is starting or stopping in this folder"
                  .formatted(ProcessHandle.current().pid()));
      assertThat(early.status()).isEqualTo(4);
    }
    assertThat(run(variables("2", "2"), "book").err()).contains("is starting or stopping");
  }

  @Test
  void a_command_reports_an_up_that_was_killed() throws Exception {
    up("1", "1");
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    lock(dead.pid());
    assertThat(run(Map.of(), "book").err())
        .contains("./farestream up in this folder ended without removing", "; run it again");
  }

  private void up(String dynamoDbPort, String postgresPort) throws IOException {
    Files.createDirectory(folder.resolve(".farestream"));
    var text = new StringBuilder();
    variables(dynamoDbPort, postgresPort)
        .forEach((name, value) -> text.append("export %s='%s'\n".formatted(name, value)));
    Files.writeString(folder.resolve(".farestream/env"), text.toString());
  }

  private void lock(long pid) throws IOException {
    Files.writeString(folder.resolve(".farestream/lock"), Long.toString(pid));
  }

  private static Map<String, String> variables(String dynamoDbPort, String postgresPort) {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + dynamoDbPort,
        "AWS_ACCESS_KEY_ID", "LOCALKEY",
        "AWS_SECRET_ACCESS_KEY", "local",
        "AWS_REGION", "us-east-1",
        "PGHOST", "127.0.0.1",
        "PGPORT", postgresPort,
        "PGDATABASE", "taxidb",
        "PGUSER", "farestream",
        "PGPASSWORD", "secret");
  }

  private Result run(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var config = new Config(environment, folder);
    var status =
        Main.commandLine(config, new BufferedReader(Reader.nullReader()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Result(status, out.toString(), err.toString());
  }
}
