package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import farestream.lambda.FunctionProcess.Packed;
import farestream.worker.ServersWithoutWorker;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The function as it is packed, in Lambda's runtime interface client, with events of a real
/// stream and on a real PostgreSQL.
class PackagedFunctionIT {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";

  private static ServersWithoutWorker servers;
  private static TestInstance instance;
  private static LabTable table;
  private static int tests;
  private FunctionProcess function;
  private String trip;

  @BeforeAll
  static void start() {
    servers = new ServersWithoutWorker();
    instance = servers.instance();
    table = new LabTable(instance);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void startFunction() throws IOException {
    trip = "2026-11-22T05:15:33Z,%d".formatted(++tests);
    function = FunctionProcess.start(Packed.TRIPS, servers.environment());
  }

  @AfterEach
  void stopFunction() throws IOException {
    function.close();
  }

  @Test
  void a_batch_is_recorded() {
    table.complete(List.of(trip, trip + "b"));
    assertThat(function.api().invoke(table.event())).isEqualTo(done());
    assertThat(rows("trips")).containsExactly("14.18", "14.18");
  }

  private List<String> rows(String from) {
    return instance.rows(
        "select total_amount from %s where trip_info like '%s%%'".formatted(from, trip));
  }

  private static RuntimeApi.Answer done() {
    return new RuntimeApi.Answer(false, ALL_DONE);
  }
}
