package farestream.dynamodb.client;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.DynamoDbServer;
import farestream.dynamodb.ServerOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends random histories of requests to this server and to other implementations and compares the
/// responses. To run more of them, set
/// `-Dfarestream.differential.seconds=600 -Dfarestream.differential.seed=1000`.
@Tag("slow")
class DifferentialTest {
  private static final String SECONDS = System.getProperty("farestream.differential.seconds", "7");
  private static final String SEED = System.getProperty("farestream.differential.seed", "1");

  @TempDir static Path data;
  private static DynamoDbServer server;

  @BeforeAll
  static void start() {
    server = DynamoDbServer.start(ServerOptions.in(data));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void items_expressions_and_queries_agree_with_dynalite(@TempDir Path folder) throws Exception {
    Tool.require("python3 is not installed", "python3", "--version");
    try (var dynalite = ReferenceServer.dynalite(folder)) {
      compare("--dynalite", dynalite.endpoint());
    }
  }

  @Test
  void transactions_and_streams_agree_with_moto(@TempDir Path folder) throws Exception {
    Tool.require("python3 is not installed", "python3", "--version");
    try (var moto = ReferenceServer.moto(folder)) {
      compare("--moto", moto.endpoint());
    }
  }

  private static void compare(String reference, String endpoint) {
    var report =
        Tool.run(
                Map.of(),
                "python3",
                Tool.script("python/differential.py"),
                "--ours",
                server.endpoint().toString(),
                "--access-key",
                server.accessKey(),
                reference,
                endpoint,
                "--seconds",
                SECONDS,
                "--seed",
                SEED)
            .required();
    assertThat(report).contains("unexplained: 0");
    System.out.println(report.lines().limit(2).toList());
  }
}
