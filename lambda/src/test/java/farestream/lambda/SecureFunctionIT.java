package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import farestream.database.Schema;
import farestream.lambda.FunctionProcess.Packed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Tests the packaged function as the template deploys it: with TLS that verifies the server, as
/// its own role, without a password, restored from a snapshot, with credentials from SnapStart's
/// endpoint.
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "Lambda's runtime interface client has native code for Linux only")
@Tag("slow")
class SecureFunctionIT {
  private static final String AUTHORIZATION = "a token for the credentials";

  private final AtomicInteger requests = new AtomicInteger();
  private SecureDatabase database;
  private HttpServer credentials;

  @BeforeEach
  void start() throws Exception {
    database = SecureDatabase.start("trust");
    Schema.migrate(database.owner().dataSource());
    credentials =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    credentials.createContext("/credentials", this::respond);
    credentials.start();
  }

  @AfterEach
  void stop() throws IOException {
    credentials.stop(0);
    database.close();
  }

  @Test
  void a_restored_function_logs_in_with_current_credentials_and_records() throws Exception {
    try (var function = FunctionProcess.start(Packed.TRIPS, environment())) {
      function.api().awaitSnapshot();
      var before = requests.get();
      assertThat(before).as("requests of the warm-up").isPositive();
      function.api().restore();
      var answer = function.api().invoke(EventJson.of("arn", List.of(record())));
      assertThat(answer).isEqualTo(new RuntimeApi.Answer(false, "{\"batchItemFailures\":[]}"));
      assertThat(requests).hasValueGreaterThan(before);
      assertThat(
              database.row(
                  """
                  select string_agg(usename || ' ' || ssl, ',') from pg_stat_ssl
                  join pg_stat_activity using (pid) where application_name = 'farestream lambda'
                  """))
          .isEqualTo("farestream_stream true");
      assertThat(function.log()).hasSize(1).first().asString().contains("\"recorded\":1");
    }
  }

  @Test
  void a_server_with_a_certificate_of_another_authority_is_refused() throws Exception {
    try (var other = SecureDatabase.start("trust")) {
      var environment = environment();
      environment.put("PGSSLROOTCERT", other.environment().getOrDefault("PGSSLROOTCERT", ""));
      try (var function = FunctionProcess.start(Packed.TRIPS, environment)) {
        function.api().awaitSnapshot();
        function.api().restore();
        var answer = function.api().invoke(EventJson.of("arn", List.of(record())));
        assertThat(answer.text()).contains("\"itemIdentifier\":\"1\"");
        assertThat(function.log().getLast()).contains("PKIX");
      }
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      var allowed = AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"));
      var answer =
          "{\"AccessKeyId\":\"AKIDEXAMPLE%d\",\"SecretAccessKey\":\"secret\",\"Token\":\"session\"}"
              .formatted(requests.incrementAndGet())
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(allowed ? 200 : 403, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(database.environment());
    environment.put("PGUSER", SecureDatabase.STREAM);
    environment.remove("AWS_ACCESS_KEY_ID");
    environment.remove("AWS_SECRET_ACCESS_KEY");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:%d/credentials".formatted(credentials.getAddress().getPort()));
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", AUTHORIZATION);
    return environment;
  }

  private static Record record() {
    var item = LabTable.completed("2026-11-22T05:15:33Z,1");
    var keys = new HashMap<>(item);
    keys.keySet().retainAll(List.of("riderid", "tripinfo"));
    return Record.builder()
        .eventName("MODIFY")
        .dynamodb(
            change ->
                change
                    .keys(keys)
                    .newImage(item)
                    .sequenceNumber("1")
                    .sizeBytes(1L)
                    .streamViewType("NEW_AND_OLD_IMAGES")
                    .approximateCreationDateTime(Instant.now()))
        .build();
  }
}
