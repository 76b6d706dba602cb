package farestream.infra;

import static farestream.infra.InfraTool.INFRA;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/// A moto server, which simulates AWS, with the additions of `moto_with_aurora.py`. The
/// environment of the commands that run here lets them reach only this server.
final class Moto implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final Process server;
  private final Path folder;
  private final Map<String, String> environment;

  private Moto(Process server, Path folder, Map<String, String> environment) {
    this.server = server;
    this.folder = folder;
    this.environment = environment;
  }

  static Moto start(Path folder) throws IOException, InterruptedException {
    InfraTool.require("the aws command is not installed", "aws", "--version");
    InfraTool.require(
        "moto or the SAM transform is not installed: pip install 'moto[server]' aws-sam-translator",
        "python3",
        "-c",
        "import moto.server, samtranslator");
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var log = folder.resolve("moto.log");
    var builder =
        new ProcessBuilder(
                "python3",
                INFRA.resolve("src/test/python/moto_with_aurora.py").toString(),
                Integer.toString(port),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(awsEnvironment(port));
    copyDeployment(folder);
    var moto = new Moto(builder.start(), folder, awsEnvironment(port));
    moto.respond("{\"applied\":[],\"version\":\"7\"}");
    var deadline = Instant.now().plus(START_TIMEOUT);
    while (!listens(port)) {
      if (!moto.server.isAlive() || Instant.now().isAfter(deadline)) {
        moto.close();
        throw new IllegalStateException("moto did not start: " + Files.readString(log, UTF_8));
      }
      Thread.sleep(50);
    }
    return moto;
  }

  /// Copies the script and its templates: the script writes to its own folder, where it would
  /// overwrite the files of a real deployment.
  private static void copyDeployment(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("infra"));
    Files.createDirectories(folder.resolve("lambda/target"));
    try (var files = Files.newDirectoryStream(INFRA, "{deploy,*.yaml,*.sql}")) {
      for (var file : files) {
        var copy = folder.resolve("infra").resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    for (var jar : List.of("farestream-function.jar", "farestream-migration.jar")) {
      var built = InfraTool.HOME.resolve("lambda/target").resolve(jar);
      InfraTool.requireThat(Files.exists(built), "the functions' jars are not built: make lambda");
      Files.createSymbolicLink(folder.resolve("lambda/target").resolve(jar), built);
    }
    Files.writeString(
        folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nno real one\n", UTF_8);
  }

  private static Map<String, String> awsEnvironment(int port) {
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

  /// Sets the response of every later invocation; an `errorMessage` in it means that the function
  /// failed.
  void respond(String json) throws IOException {
    Files.writeString(folder.resolve("response.json"), json, UTF_8);
  }

  /// Makes later creations of the stack fail: its resources exist, but it has no outputs.
  void failCreating(String stack) throws IOException {
    Files.writeString(folder.resolve("create-fails"), stack, UTF_8);
  }

  /// Makes later deletions of the stack fail: its resources are gone, but the stack exists.
  void failRemoving(String stack) throws IOException {
    Files.writeString(folder.resolve("delete-fails"), stack, UTF_8);
  }

  void stopFailing() throws IOException {
    Files.deleteIfExists(folder.resolve("create-fails"));
    Files.deleteIfExists(folder.resolve("delete-fails"));
  }

  InfraTool.Result deploy(String... parameters) {
    var arguments = new ArrayList<>(List.of(parameters));
    arguments.addAll(List.of("--yes", "--rds-certificates", folder.resolve("ca.pem").toString()));
    return script(arguments.toArray(String[]::new));
  }

  InfraTool.Result script(String... arguments) {
    return InfraTool.run(environment, with(folder.resolve("infra/deploy").toString(), arguments));
  }

  /// Returns the log of the stack's last deployment.
  Path log(String stack) {
    return folder.resolve("infra/target").resolve(stack + ".log");
  }

  /// Runs the aws command and returns its output as JSON.
  JsonNode aws(String... arguments) throws IOException {
    var result = InfraTool.run(environment, with("aws", arguments));
    Assertions.assertThat(result.status()).as(result.text()).isZero();
    return new ObjectMapper().readTree(result.text());
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
