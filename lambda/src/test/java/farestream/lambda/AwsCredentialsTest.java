package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsCredentialsTest {

  @Test
  void without_snapstart_credentials_come_from_the_environment() throws IOException {
    var environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKID",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_SESSION_TOKEN", "token");
    assertThat(AwsCredentials.current(environment))
        .isEqualTo(new AwsCredentials("AKID", "secret", Optional.of("token")));
  }

  @Test
  void with_snapstart_credentials_are_fetched_each_time() throws IOException {
    var requests = new int[1];
    var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/credentials",
        exchange -> {
          var allowed = "key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          var response =
              "{\"AccessKeyId\":\"AKID%d\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\"2026-11-22T06:00:00Z\"}"
                  .formatted(++requests[0])
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(allowed ? 200 : 403, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    server.start();
    try {
      var address = "http://127.0.0.1:%d/credentials".formatted(server.getAddress().getPort());
      var environment =
          Map.of(
              "AWS_CONTAINER_CREDENTIALS_FULL_URI", address,
              "AWS_CONTAINER_AUTHORIZATION_TOKEN", "key",
              "AWS_ACCESS_KEY_ID", "from before the snapshot",
              "AWS_SECRET_ACCESS_KEY", "from before the snapshot");
      assertThat(AwsCredentials.current(environment).accessKeyId()).isEqualTo("AKID1");
      assertThat(AwsCredentials.current(environment).accessKeyId()).isEqualTo("AKID2");
      assertThatThrownBy(
              () -> AwsCredentials.current(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", address)))
          .hasMessageContaining("403");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void credentials_are_not_fetched_from_a_remote_host_without_tls() {
    var environment = Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/c");
    assertThatThrownBy(() -> AwsCredentials.current(environment)).hasMessageContaining("TLS");
  }

  @Test
  void secrets_are_not_printed() {
    assertThat(new AwsCredentials("AKID", "hidden", Optional.of("hidden")).toString())
        .doesNotContain("hidden");
  }
}
