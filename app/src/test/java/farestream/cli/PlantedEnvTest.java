package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.local.OtherUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests a file `.farestream/env` that an attacker planted in a working directory.
class PlantedEnvTest {
  private static final Map<String, String> USERS_OWN =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAREAL",
          "AWS_SECRET_ACCESS_KEY", "real-secret",
          "AWS_SESSION_TOKEN", "real-token",
          "AWS_REGION", "us-east-1",
          "PGPASSWORD", "real-password");

  @TempDir Path folder;
  private FakePostgres postgres;
  private Recorder dynamoDb;

  /// An HTTP server that records every request and never responds.
  private static final class Recorder implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> requests = new ArrayList<>();

    Recorder() throws IOException {
      server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      var _ = Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
      while (!server.isClosed()) {
        try (var client = server.accept()) {
          client.setSoTimeout((int) Duration.ofSeconds(5).toMillis());
          var bytes = client.getInputStream().readNBytes(600);
          synchronized (this) {
            requests.add(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
          }
        } catch (IOException closed) {
          // The client closed the connection.
        }
      }
    }

    synchronized List<String> requests() {
      return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @BeforeEach
  void listen() throws IOException {
    postgres = new FakePostgres();
    dynamoDb = new Recorder();
    Files.createDirectory(folder.resolve(".farestream"));
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
    dynamoDb.close();
  }

  @Test
  void a_file_of_another_user_is_refused() throws Exception {
    var shared = OtherUser.sharedFolder();
    write(whole());
    OtherUser.run(shared, "mkdir .farestream");
    OtherUser.run(shared, "cat >.farestream/env <<'X'\n%s\nX".formatted(text(whole())));
    for (var command : List.of("book", "bill", "status")) {
      var refused = EndedCommand.run(shared, USERS_OWN, command);
      assertThat(refused.err()).contains(".farestream belongs to 47111").hasLineCount(1);
      assertThat(refused.status()).isEqualTo(3);
    }
    nothingWasAsked();
  }

  @ParameterizedTest
  @ValueSource(strings = {".farestream/env", ".farestream"})
  void a_file_that_others_may_write_is_refused(String open) throws IOException {
    write(whole());
    Files.setAttribute(folder.resolve(open), "unix:mode", 0777);
    var refused = EndedCommand.run(folder, USERS_OWN, "book");
    assertThat(refused.err()).contains(open + " may be written by others (mode 0777)");
    assertThat(refused.status()).isEqualTo(3);
    nothingWasAsked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_REGION",
        "PGUSER",
        "PGPASSWORD"
      })
  void a_missing_variable_is_not_taken_from_the_users_environment(String lacking)
      throws IOException {
    var variables = whole();
    variables.remove(lacking);
    write(variables);
    for (var command : List.of("book", "status", "psql")) {
      var refused = EndedCommand.run(folder, USERS_OWN, command);
      assertThat(refused.err()).contains(".farestream/env has", "but not " + lacking);
      assertThat(refused.status()).isEqualTo(2);
    }
    nothingWasAsked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ENDPOINT_URL_DYNAMODB=http://192.0.2.1:8000",
        "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1.example.com",
        "AWS_ENDPOINT_URL_DYNAMODB=http://0.0.0.0:8000",
        "AWS_ENDPOINT_URL_DYNAMODB=http://localhost@192.0.2.1",
        "AWS_ENDPOINT_URL_DYNAMODB_STREAMS=http://192.0.2.1:8000",
        "PGHOST=192.0.2.1",
        "PGHOST=localhost.example.com",
      })
  void a_file_that_names_another_machine_is_refused(String foreign) throws IOException {
    var variables = whole();
    variables.put(foreign.split("=", 2)[0], foreign.split("=", 2)[1]);
    write(variables);
    for (var command : List.of("book", "status")) {
      var refused = EndedCommand.run(folder, USERS_OWN, command);
      assertThat(refused.err()).contains("names another machine (" + foreign + ")");
      assertThat(refused.status()).isEqualTo(2);
    }
  }

  @Test
  void a_login_without_a_password_is_refused() throws IOException {
    write(whole());
    Files.writeString(
        folder.resolve(".farestream/pgpass"),
        "127.0.0.1:%1$d:taxidb:colleague:other\n127.0.0.1:%2$d:taxidb:mallory:secret\n"
            .formatted(postgres.port(), postgres.port() + 1));
    for (var user : List.of("mallory", "Colleague", "postgres")) {
      var refused = EndedCommand.run(folder, Map.of("PGUSER", user), "cycle", "list");
      assertThat(refused.err())
          .contains("pgpass has no password for PGUSER '%s'; set PGPASSWORD".formatted(user))
          .contains("set PGUSER to colleague or farestream")
          .hasLineCount(1);
      assertThat(refused.status()).isEqualTo(2);
    }
    nothingWasAsked();
    assertThat(EndedCommand.run(folder, Map.of("PGUSER", "colleague"), "cycle", "list").status())
        .isEqualTo(4);
    assertThat(postgres.asked()).isOne();
    Files.setAttribute(folder.resolve(".farestream/pgpass"), "unix:mode", 0666);
    assertThat(EndedCommand.run(folder, Map.of("PGUSER", "colleague"), "cycle", "list").err())
        .contains("pgpass may be written by others");
  }

  @ParameterizedTest
  @ValueSource(ints = {FakePostgres.TRUSTS, FakePostgres.ASKS_FOR_MD5})
  void a_password_for_another_login_is_used_only_by_scram(int answer) throws IOException {
    try (var other = new FakePostgres(answer)) {
      var variables = whole();
      variables.put("PGPORT", "" + other.port());
      write(variables);
      var ada = Map.of("PGUSER", "ada", "PGPASSWORD", "real-password");
      assertThat(EndedCommand.run(folder, ada, "cycle", "list").status()).isEqualTo(4);
      assertThat(other.received()).doesNotContain("md5", "real-password");
      assertThat(other.asked()).isEqualTo(1);
    }
  }

  @Test
  void the_users_own_keys_are_not_sent_to_the_files_server() throws IOException {
    write(whole());
    assertThat(EndedCommand.run(folder, USERS_OWN, "book").status()).isEqualTo(4);
    assertThat(dynamoDb.requests())
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(request).contains("LOCALKEY").doesNotContain("AKIAREAL", "real-token"));
  }

  @Test
  void a_server_that_requests_a_clear_text_password_gets_none() throws IOException {
    write(whole());
    assertThat(EndedCommand.run(folder, USERS_OWN, "cycle", "list").status()).isEqualTo(4);
    assertThat(EndedCommand.run(folder, USERS_OWN, "psql", "-c", "select 1").status()).isEqualTo(4);
    var byVariables = new HashMap<>(USERS_OWN);
    byVariables.putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", "" + postgres.port()));
    for (var required : List.of("", "password", "password,scram-sha-256", "!md5")) {
      byVariables.put("PGREQUIREAUTH", required);
      var refused = EndedCommand.run(folder, byVariables, "cycle", "list");
      assertThat(refused.err()).hasLineCount(1);
      assertThat(refused.status()).isEqualTo(4);
      assertThat(EndedCommand.run(folder, byVariables, "psql", "-c", "select 1").status())
          .isEqualTo(4);
    }
    assertThat(postgres.asked()).isGreaterThanOrEqualTo(6);
    assertThat(postgres.received()).doesNotContain("real-password", "files-password");
  }

  /// A server that accepts every login, or requests only a hash that can be cracked offline, proves
  /// nothing.
  @ParameterizedTest
  @ValueSource(ints = {FakePostgres.TRUSTS, FakePostgres.ASKS_FOR_MD5})
  void psql_connects_to_no_server_that_has_not_proved_its_identity(int answer) throws IOException {
    try (var other = new FakePostgres(answer)) {
      var variables = new HashMap<>(USERS_OWN);
      variables.putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", "" + other.port()));
      assertThat(EndedCommand.run(folder, variables, "psql", "-c", "select 1").status())
          .isEqualTo(4);
      assertThat(other.received()).doesNotContain("md5");
      assertThat(other.asked()).isEqualTo(1);
    }
  }

  private Map<String, String> whole() {
    var endpoint = "http://127.0.0.1:" + dynamoDb.server.getLocalPort();
    return new HashMap<>(
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", endpoint,
            "AWS_ACCESS_KEY_ID", "LOCALKEY",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_REGION", "us-east-1",
            "PGHOST", "127.0.0.1",
            "PGPORT", "" + postgres.port(),
            "PGDATABASE", "taxidb",
            "PGUSER", "farestream",
            "PGPASSWORD", "files-password"));
  }

  private void write(Map<String, String> variables) throws IOException {
    Files.writeString(folder.resolve(".farestream/env"), text(variables));
  }

  private static String text(Map<String, String> variables) {
    var text = new StringBuilder();
    variables.forEach((name, value) -> text.append("export %s='%s'\n".formatted(name, value)));
    return text.toString();
  }

  private void nothingWasAsked() {
    assertThat(dynamoDb.requests()).isEmpty();
    assertThat(postgres.asked()).isZero();
  }
}
