package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.DynamoDbServer;
import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.RawConnection;
import farestream.dynamodb.ServerOptions;
import farestream.dynamodb.ServerResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTest {
  private static final String LIST_TABLES = "X-Amz-Target: DynamoDB_20120810.ListTables\r\n";
  private static final int MIB = 1024 * 1024;

  @TempDir private static Path folder;
  private static final ConcurrentLinkedQueue<String> LOGGED = new ConcurrentLinkedQueue<>();
  private static final Logger ROOT = Logger.getLogger("");
  private static final Level PREVIOUS_LEVEL = ROOT.getLevel();
  private static final Handler CAPTURE =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          LOGGED.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static DynamoDbServer server;
  private RawConnection connection;

  @BeforeAll
  static void start() {
    CAPTURE.setLevel(Level.ALL);
    ROOT.addHandler(CAPTURE);
    ROOT.setLevel(Level.ALL);
    server = DynamoDbServer.start(ServerOptions.in(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
    ROOT.setLevel(PREVIOUS_LEVEL);
    ROOT.removeHandler(CAPTURE);
  }

  @BeforeEach
  void connect() throws IOException {
    connection = RawConnection.to(server.endpoint());
  }

  @AfterEach
  void the_server_still_answers_and_has_logged_no_key() throws IOException {
    connection.close();
    try (var client = new ProtocolClient(server.endpoint(), server.accessKey())) {
      client.done("ListTables", Map.of());
    }
    assertThat(LOGGED).noneMatch(line -> line.contains(server.accessKey()));
  }

  private static String authorization() {
    return "Authorization: " + ProtocolClient.authorization(server.accessKey()) + "\r\n";
  }

  private ServerResponse post(String headers, String body) throws IOException {
    return post(headers, body.getBytes(UTF_8));
  }

  private ServerResponse post(String headers, byte[] body) throws IOException {
    connection.send("POST / HTTP/1.1\r\n" + headers, body);
    return answer();
  }

  /// Reads a response. All tests of this class use this method, so that each response is checked.
  private ServerResponse answer() throws IOException {
    var answer = connection.answer();
    assertThat(answer.toString()).doesNotContain(server.accessKey());
    return answer;
  }

  private ServerResponse call(String body) throws IOException {
    return post("Host: localhost\r\n" + LIST_TABLES + authorization(), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "127.0.0.1:80@evil.example",
        "localhost.evil.example",
        "evil.example#.localhost",
        "localhost:80:80",
        "localhost/",
        "localhost evil.example",
        "192.168.0.1",
        "0.0.0.0",
        "1270.0.1",
        "[::2]",
        "",
        ":8000"
      })
  void requests_for_another_host_are_refused(String host) throws IOException {
    var answer = post("Host: " + host + "\r\n" + LIST_TABLES + authorization(), "{}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).doesNotContain("TableNames");
  }

  @Test
  void requests_without_a_host_are_refused() throws IOException {
    assertThat(post(LIST_TABLES + authorization(), "{}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8000",
        "127.8.9.10:1",
        "localhost",
        "LocalHost:65535",
        "dynamodb.localhost:8000",
        "[::1]",
        "[::1]:8000"
      })
  void loopback_host_names_are_accepted(String host) throws IOException {
    var answer = post("Host: " + host + "\r\n" + LIST_TABLES + authorization(), "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  void the_server_listens_on_127_0_0_1_only() {
    var neighbour = URI.create("http://127.0.0.2:" + server.endpoint().getPort());

    assertThatThrownBy(() -> RawConnection.to(neighbour)).isInstanceOf(ConnectException.class);
    assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_request_without_an_access_key_is_refused() throws IOException {
    var answer = post("Host: localhost\r\n" + LIST_TABLES, "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("MissingAuthenticationTokenException");
    assertThat(answer.json().text("message")).isEqualTo("Request is missing Authentication Token");
  }

  @Test
  void only_the_complete_access_key_is_accepted() throws IOException {
    var key = server.accessKey();
    for (var wrong : List.of("x", key.substring(1), key + "0", key.toLowerCase(Locale.ROOT), "*")) {
      var header = "Authorization: " + ProtocolClient.authorization(wrong) + "\r\n";
      var answer = connectionless("Host: localhost\r\n" + LIST_TABLES + header);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.type()).as("%s", wrong).isEqualTo("UnrecognizedClientException");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer %s",
        "%s",
        "Basic %s",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=",
        "AWS4-HMAC-SHA256 Credential=%s",
        "AWS4-HMAC-SHA256 Credential=/%s/"
      })
  void another_kind_of_authorization_is_refused(String header) throws IOException {
    var text = "Authorization: " + header.formatted(server.accessKey()) + "\r\n";
    var answer = connectionless("Host: localhost\r\n" + LIST_TABLES + text);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("IncompleteSignatureException");
  }

  private ServerResponse connectionless(String headers) throws IOException {
    return post(headers, "{\"Limit\": \"wrong\"}");
  }

  @Test
  void an_unknown_operation_is_refused() throws IOException {
    for (var target : List.of("DynamoDB_20120810.Nothing", "ListTables", "")) {
      var answer = post("Host: localhost\r\nX-Amz-Target: " + target + "\r\n", "{}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.type()).isEqualTo("UnknownOperationException");
    }
  }

  @Test
  void a_get_reports_health_and_nothing_else() throws IOException {
    for (var path : List.of("/", "/shell", "/../../etc/passwd", "/?Action=ListTables")) {
      connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n", new byte[0]);
      var answer = answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("healthy: local DynamoDB\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "post", "FOO"})
  void other_methods_are_refused(String method) throws IOException {
    connection.send(
        method + " / HTTP/1.1\r\nHost: localhost\r\n" + LIST_TABLES + authorization(),
        "{}".getBytes(UTF_8));
    var answer = answer();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void a_head_is_refused_without_a_body() throws IOException {
    connection.send(
        "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(UTF_8));

    assertThat(connection.head().status()).isEqualTo(405);
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void a_body_of_16_mib_is_read_and_a_larger_one_refused() throws IOException {
    var body = new byte[16 * MIB];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[body.length - 1] = '}';
    assertThat(call(new String(body, UTF_8)).status()).isEqualTo(200);

    var answer = call(new String(body, UTF_8) + " ");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void a_refused_request_is_answered_before_the_rest_of_its_body_arrives() throws IOException {
    connection.send(
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n"
                + LIST_TABLES
                + authorization()
                + "\r\n")
            .getBytes(UTF_8));
    connection.send(new byte[16 * MIB + 1]);

    assertThat(answer().status()).isEqualTo(413);
  }

  @Test
  void responses_have_a_checksum_and_a_unique_request_id() throws IOException {
    var ids = new HashSet<String>();
    for (var body :
        List.of("{}", "{\"Limit\": 0}", "no JSON", "{\"ExclusiveStartTableName\": \"é€😀\"}")) {
      var answer = call(body);
      var crc = new CRC32();
      crc.update(answer.text().getBytes(UTF_8));
      assertThat(answer.header("x-amz-crc32")).isEqualTo(Long.toString(crc.getValue()));
      assertThat(answer.header("x-amzn-requestid")).isNotEmpty();
      assertThat(answer.header("content-type")).isEqualTo("application/x-amz-json-1.0");
      ids.add(answer.header("x-amzn-requestid"));
    }
    assertThat(ids).hasSize(4);
  }

  @Test
  void system_properties_of_the_host_program_are_unchanged(@TempDir Path other) {
    var before = new Properties();
    before.putAll(System.getProperties());

    DynamoDbServer.start(ServerOptions.in(other)).close();

    assertThat(before.stringPropertyNames()).noneMatch(name -> name.contains("httpserver"));
    assertThat(System.getProperties().stringPropertyNames())
        .noneMatch(name -> name.contains("httpserver"));
  }

  @Test
  void a_flood_of_headers_is_refused() throws IOException {
    var many = "X-Flood: 1\r\n".repeat(10_000);
    assertThat(isRefused(many)).isTrue();
    assertThat(isRefused("X-Flood: " + "1".repeat(MIB) + "\r\n")).isTrue();
    assertThat(isRefused("X".repeat(MIB) + ": 1\r\n")).isTrue();
  }

  /// Returns whether the server refuses a request, by its response or by closing the connection.
  private boolean isRefused(String headers) throws IOException {
    try (var flood = RawConnection.to(server.endpoint())) {
      flood.send(
          "POST / HTTP/1.1\r\nHost: localhost\r\n" + LIST_TABLES + authorization() + headers,
          "{}".getBytes(UTF_8));
      return flood.answer().status() != 200;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void bytes_that_are_not_http_harm_no_other_connection() throws IOException {
    for (var noise :
        List.of(
            "\0\0\0\0\r\n\r\n",
            "\r\n\r\n\r\n",
            "GET\r\n\r\n",
            "POST / HTTP/9.9\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nz",
            "POST / HTTP/1.1\r\n: no name\r\n\r\n")) {
      try (var other = RawConnection.to(server.endpoint())) {
        other.send(noise.getBytes(UTF_8));
      }
    }
  }
}
