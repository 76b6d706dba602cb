package farestream.infra;

import static farestream.infra.Tool.INFRA;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/// moto's server, which stands in for AWS, with what `moto_with_aurora.py` adds to it. No command
/// that is run here can reach anything else.
final class Moto implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(1);

  private final Process server;
  private final Path answer;
  private final Map<String, String> environment;

  private Moto(Process server, Path answer, Map<String, String> environment) {
    this.server = server;
    this.answer = answer;
    this.environment = environment;
  }

  static Moto start(Path folder) throws IOException, InterruptedException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var answer = folder.resolve("answer.json");
    var log = folder.resolve("moto.log");
    var builder =
        new ProcessBuilder(
                "python3",
                INFRA.resolve("src/test/python/moto_with_aurora.py").toString(),
                Integer.toString(port),
                answer.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(onlyOn(port));
    var moto = new Moto(builder.start(), answer, onlyOn(port));
    moto.functionAnswers("{\"applied\":[],\"version\":\"7\"}");
    var deadline = Instant.now().plus(LONGEST_START);
    while (!listens(port)) {
      if (!moto.server.isAlive() || Instant.now().isAfter(deadline)) {
        moto.close();
        throw new IllegalStateException("moto doesn't start: " + Files.readString(log, UTF_8));
      }
      Thread.sleep(50);
    }
    return moto;
  }

  private static Map<String, String> onlyOn(int port) {
    return Map.of(
        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
        "AWS_REGION", "eu-central-1",
        "AWS_DEFAULT_REGION", "eu-central-1",
        "AWS_ACCESS_KEY_ID", "none",
        "AWS_SECRET_ACCESS_KEY", "none",
        "AWS_CONFIG_FILE", "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// What a function answers from now on; an `errorMessage` in it stands for one that failed.
  void functionAnswers(String json) throws IOException {
    Files.writeString(answer, json, UTF_8);
  }

  Tool.Answer deploy(String... arguments) {
    return Tool.run(environment, with("infra/deploy", arguments));
  }

  /// What the aws command says, as JSON.
  JsonNode aws(String... arguments) throws IOException {
    var said = Tool.run(environment, with("aws", arguments));
    Assertions.assertThat(said.status()).as(said.text()).isZero();
    return new ObjectMapper().readTree(said.text());
  }

  private static String[] with(String command, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addFirst(command);
    return all.toArray(String[]::new);
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
  }
}
