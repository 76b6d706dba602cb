package farestream.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.TestInstance;
import farestream.booking.TableSetup;
import farestream.cli.CommandProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// Tests `dynamodb` in a process of its own.
@Tag("integration")
class DynamoDbCommandTest {
  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (var process : started) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void tables_survive_a_kill() throws Exception {
    var server = start();
    try (var client = client()) {
      var _ = TableSetup.ensure(client, "trips");
    }
    server.destroyForcibly().waitFor();
    start();
    try (var client = client()) {
      assertThat(client.listTables().tableNames()).contains("trips");
    }
  }

  @Test
  void only_the_key_in_its_env_is_accepted_and_only_the_owner_can_read_it() throws Exception {
    start();
    var env = folder.resolve("tables/env");
    assertThat(Files.getPosixFilePermissions(env).toString()).doesNotContain("GROUP", "OTHERS");
    var variables = CommandProcess.environment(folder.resolve("tables"));
    variables.put("AWS_ACCESS_KEY_ID", "local");
    try (var stranger = TestInstance.of(variables).config().dynamoDb()) {
      assertThatThrownBy(stranger::listTables)
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("UnrecognizedClientException"));
    }
  }

  @Test
  void it_shuts_down_cleanly_and_deletes_its_env() throws Exception {
    var server = start();
    server.toHandle().destroy();
    assertThat(server.inputReader().lines()).endsWith("stopping …", "stopped");
    assertThat(folder.resolve("tables/env")).doesNotExist();
  }

  @Test
  void the_control_port_is_open_only_on_request() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start("--control-port", Integer.toString(port));
    try (var client = client()) {
      var _ = TableSetup.ensure(client, "trips");
    }
    var key = CommandProcess.environment(folder.resolve("tables")).get("AWS_ACCESS_KEY_ID");
    var split =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/split"))
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString("{\"table\": \"trips\"}"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(split, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("openShards");
    }
  }

  @Test
  void tables_of_an_earlier_version_are_refused_in_one_line() throws Exception {
    var data = Files.createDirectories(folder.resolve("tables/dynamodb"));
    Files.createFile(folder.resolve("tables/lock"));
    Files.createFile(data.resolve("shared-local-instance.db"));
    var refused = process();
    assertThat(refused.errorReader().lines())
        .singleElement()
        .asString()
        .contains("created by an earlier version", "choose another folder");
    assertThat(refused.waitFor()).isNotZero();
  }

  private Process start(String... more) throws IOException {
    var process = process(more);
    CommandProcess.lineOf(process, "ready");
    CommandProcess.lineOf(process, "  for other tools");
    return process;
  }

  private Process process(String... more) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "dynamodb", "--data", folder.resolve("tables").toString(), "--dynamodb-port", "0"));
    arguments.addAll(List.of(more));
    var process = CommandProcess.start(folder, Map.of(), arguments.toArray(String[]::new));
    started.add(process);
    return process;
  }

  private DynamoDbClient client() throws IOException {
    return TestInstance.of(CommandProcess.environment(folder.resolve("tables")))
        .config()
        .dynamoDb();
  }
}
