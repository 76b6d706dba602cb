package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.RawConnection;
import farestream.dynamodb.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the server in a process of its own because the JDK's HTTP server reads its limits once per
/// JVM.
@Tag("integration")
class SlowConnectionsTest {
  private static final int CONNECTIONS = 200;
  private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final byte[] BYTE = {'a'};

  @TempDir private Path folder;

  @Test
  void slow_connections_delay_no_other_client_and_are_closed_eventually() throws IOException {
    var data = Files.createDirectory(folder.resolve("data"));
    var limit = "-Dsun.net.httpserver.maxReqTime=2";
    var slow = new ArrayList<RawConnection>();
    try (var server = ServerProcess.start(data, folder.resolve("log"), limit);
        var client = server.client()) {
      for (var i = 0; i < CONNECTIONS; i++) {
        slow.add(RawConnection.to(server.endpoint()));
        slow.getLast().send(i % 2 == 0 ? withinHead() : withinBody());
      }
      var start = System.nanoTime();
      var answers = 0;
      while (!slow.isEmpty()
          && Duration.ofNanos(System.nanoTime() - start).compareTo(DEADLINE) < 0) {
        assertAnswered(client);
        answers++;
        slow.removeIf(connection -> !acceptsAnotherByte(connection));
      }
      assertThat(slow).isEmpty();
      assertThat(answers).isGreaterThan(10);
      assertAnswered(client);
    } finally {
      for (var each : slow) {
        each.close();
      }
    }
  }

  private static byte[] withinHead() {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(UTF_8);
  }

  private static byte[] withinBody() {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n".getBytes(UTF_8);
  }

  private static void assertAnswered(ProtocolClient client) throws IOException {
    var start = System.nanoTime();
    client.done("ListTables", Map.of());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_RESPONSE_TIME);
  }

  private static boolean acceptsAnotherByte(RawConnection connection) {
    try {
      connection.send(BYTE);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
