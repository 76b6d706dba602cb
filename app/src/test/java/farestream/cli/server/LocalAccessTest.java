package farestream.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.cli.CommandProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests who can access an `up` that was started in an unusual environment: by the launcher without
/// a locale, in a folder with a non-ASCII name, with an open umask, and behind a proxy.
@Tag("slow")
class LocalAccessTest {
  @TempDir private static Path folder;
  private static Path here = Path.of("");
  private static Launcher launcher;
  private static Process up;
  private static ServerSocket proxy;
  private static final AtomicInteger asked = new AtomicInteger();

  private record Ended(int status, String out, String err) {}

  @BeforeAll
  static void start() throws IOException {
    here = Files.createDirectory(folder.resolve("Zoë's taxis – 出租车"));
    launcher = Launcher.in(folder);
    proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(LocalAccessTest::countProxied);
    up = startUp();
    CommandProcess.lineOf(up, "in another shell");
  }

  private static void countProxied() {
    while (!proxy.isClosed()) {
      try (var _ = proxy.accept()) {
        asked.incrementAndGet();
      } catch (IOException closed) {
        // The test has ended.
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    end(up);
    proxy.close();
  }

  private static Process startUp() throws IOException {
    return launcher.start(
        here, proxied(), "umask 000", "up", "--dynamodb-port", "0", "--postgres-port", "0");
  }

  private static void end(Process process) throws InterruptedException {
    process.toHandle().destroy();
    process.waitFor();
  }

  private static Map<String, String> proxied() {
    var address = "http://127.0.0.1:" + proxy.getLocalPort();
    var variables = new HashMap<String, String>();
    for (var name : new String[] {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"}) {
      variables.put(name, address);
    }
    variables.put(
        "JAVA_TOOL_OPTIONS",
        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=%1$d -DsocksProxyHost=127.0.0.1 -DsocksProxyPort=%1$d -Dhttp.nonProxyHosts="
            .formatted(proxy.getLocalPort()));
    return variables;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX", "C.UTF-8", "de_DE.UTF-8", "xx_XX"})
  void names_are_the_same_in_every_locale_and_no_proxy_is_used(String locale) throws Exception {
    var environment = proxied();
    if (!locale.isEmpty()) {
      environment.put("LC_ALL", locale);
    }
    var booked = run(environment, "book", "--rider-name", "José Łukasz 李");
    assertThat(booked.out()).contains("José Łukasz 李");
    assertThat(booked.status()).isZero();
    assertThat(run(environment, "status").status()).isZero();
    assertThat(asked.get()).isZero();
  }

  @Test
  void a_file_with_a_non_ascii_name_is_found() throws Exception {
    Files.writeString(here.resolve("März.csv"), "a,b\n");
    assertThat(run(Map.of(), "fare", "check", "März.csv").err()).contains("März.csv");
  }

  @Test
  void arguments_that_the_jvm_cannot_decode_are_refused() throws Exception {
    var process =
        CommandProcess.start(
            folder, Map.of("LC_ALL", "C", "PGHOST", "127.0.0.1"), "book", "--rider-name", "José");
    assertThat(process.errorReader(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("farestream: argument 3 can't be decoded");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, attacker.example, own, 403",
    "POST, attacker.example:8000, own, 403",
    "GET, rebound.attacker.example, own, 403",
    "POST, 127.0.0.1.attacker.example, own, 403",
    "POST, localhost, AKIAFOREIGN, 400",
    "POST, localhost, '', 400",
    "POST, localhost, own, 200",
  })
  void dynamodb_answers_only_its_own_name_and_its_own_key(
      String method, String host, String key, int status) throws Exception {
    var variables = CommandProcess.environment(here.resolve(".farestream"));
    var own = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
    assertThat(ask(method, host, key.equals("own") ? own : key)).startsWith("HTTP/1.1 " + status);
  }

  private static String ask(String method, String host, String key) throws IOException {
    var variables = CommandProcess.environment(here.resolve(".farestream"));
    var port = URI.create(variables.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")).getPort();
    var authorization =
        key.isEmpty()
            ? ""
            : "Authorization: AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\n"
                .formatted(key);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var request =
          "%s / HTTP/1.1\r\nHost: %s\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n%sContent-Length: 2\r\nConnection: close\r\n\r\n{}"
              .formatted(method, host, authorization);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void no_command_line_contains_a_secret_and_url_prints_none() throws Exception {
    var secrets = new Properties();
    try (var reader = Files.newBufferedReader(here.resolve(".farestream/secrets.properties"))) {
      secrets.load(reader);
    }
    var url = run(Map.of(), "url").out().strip();
    assertThat(secrets.values())
        .hasSize(5)
        .allSatisfy(
            secret -> {
              assertThat(url).doesNotContain(secret.toString());
              assertThat(commandLines()).doesNotContain(secret.toString());
            });
    assertThat(run(Map.of(), "url", "--with-password").out())
        .contains(secrets.getProperty("commands"));
    assertThat(run(Map.of(), "psql", "-Atc", "select 40 + 2").out()).isEqualTo("42\n");
    var psql = new ProcessBuilder("psql", url, "-Atc", "select 40 + 2").start();
    assertThat(psql.inputReader().lines()).containsExactly("42");
  }

  @Test
  void a_second_person_signs_in_with_a_login_of_their_own() throws Exception {
    var colleague = Map.of("PGUSER", "colleague");
    var iban = "DE89370400440532013000";
    var set = run(colleague, "bank-account", "set", "--own", "--holder", "Taxis", "--iban", iban);
    assertThat(set.err()).isEmpty();
    assertThat(run(Map.of(), "bank-account", "show", "--own").out()).contains(", by colleague");
    for (var command : List.of("status", "reconcile", "bill --dry-run", "pay --dry-run")) {
      assertThat(run(colleague, command.split(" ", -1)).status()).as(command).isZero();
    }
    assertThat(run(colleague, "psql", "-Atc", "select session_user").out())
        .isEqualTo("colleague\n");
    var psql =
        new ProcessBuilder(
                "psql", run(colleague, "url").out().strip(), "-Atc", "select session_user")
            .start();
    assertThat(psql.inputReader().lines()).containsExactly("colleague");
    assertThat(Files.getPosixFilePermissions(here.resolve(".farestream/pgpass")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_third_person_signs_in_with_a_login_that_an_administrator_made() throws Exception {
    var secrets = new Properties();
    try (var reader = Files.newBufferedReader(here.resolve(".farestream/secrets.properties"))) {
      secrets.load(reader);
    }
    var postgres = Map.of("PGUSER", "postgres", "PGPASSWORD", secrets.getProperty("superuser"));
    var made =
        run(
            postgres,
            "psql",
            "-Atc",
            "create role ada login password 'hers'; grant farestream to ada with set false");
    assertThat(made.status()).as(made.err()).isZero();
    var ada = Map.of("PGUSER", "ada", "PGPASSWORD", "hers");
    assertThat(run(ada, "psql", "-Atc", "select session_user").out()).isEqualTo("ada\n");
    assertThat(run(ada, "status").status()).isZero();
  }

  private static String commandLines() throws IOException {
    var lines = new StringBuilder();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          lines.append(
              Files.readString(
                  process.resolve("cmdline"), java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
          // The process has ended in the meantime.
        }
      }
    }
    return lines.toString();
  }

  @Test
  void the_next_start_trusts_the_folder_whatever_the_umask() throws Exception {
    end(up);
    up = startUp();
    CommandProcess.lineOf(up, "in another shell");
    var lab = TestInstance.of(CommandProcess.environment(here.resolve(".farestream")));
    assertThat(lab.run("status").status()).isZero();
  }

  private static Ended run(Map<String, String> environment, String... arguments) throws Exception {
    var process = launcher.start(here, environment, ":", arguments);
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, err);
  }
}
