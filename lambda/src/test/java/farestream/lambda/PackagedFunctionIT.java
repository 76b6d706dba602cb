package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import farestream.lambda.FunctionProcess.Packed;
import farestream.worker.ServersWithoutWorker;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Tests the packaged stream function in Lambda's runtime interface client, with events of a real
/// stream and a real PostgreSQL.
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "Lambda's runtime interface client has native code for Linux only")
@Tag("slow")
class PackagedFunctionIT {
  private static final RuntimeApi.Answer SUCCESS =
      new RuntimeApi.Answer(false, "{\"batchItemFailures\":[]}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Selects the function's sessions in `pg_stat_activity`.
  private static final String FUNCTION_SESSIONS =
      "usename = 'farestream' and application_name = 'farestream lambda'";

  private static final String PEOPLE = "relname in ('riders', 'drivers')";

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
    trip = "2026-11-22T05:15:33Z,%d.".formatted(++tests);
    table.records();
    function = FunctionProcess.start(Packed.TRIPS, servers.environment());
  }

  @AfterEach
  void stopFunction() throws IOException {
    function.close();
  }

  @Test
  void a_batch_is_recorded() throws IOException {
    table.complete(List.of(trip, trip + "b"));
    assertThat(function.api().invoke(table.event())).isEqualTo(SUCCESS);
    assertThat(rows("trips")).containsExactly("14.18", "14.18");

    var line = JSON.readTree(function.log().getLast());
    assertThat(line.get("recorded").intValue()).isEqualTo(2);
    assertThat(line.get("ignored").intValue()).isEqualTo(2);
    assertThat(line.get("lag").longValue()).isBetween(0L, 60_000L);
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").textValue()).isEqualTo("Farestream");
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .contains("recorded", "amended", "quarantined", "lag")
        .allSatisfy(name -> assertThat(line.has(name)).as(name).isTrue());
    assertThat(String.join("\n", function.log())).doesNotContain("@", "69257", "556550", trip);
  }

  @Test
  void an_invalid_record_is_quarantined_and_the_others_are_recorded() {
    table.complete(List.of(trip));
    var invalid = LabTable.completed(trip + "b");
    invalid.put("TOTAL_AMOUNT", AttributeValue.fromS("much"));
    table.put(invalid);
    var unknown = LabTable.completed(trip + "c");
    unknown.put("DRIVER_ID", AttributeValue.fromN("42"));
    table.put(unknown);
    table.complete(List.of(trip + "d"));
    assertThat(function.api().invoke(table.event())).isEqualTo(SUCCESS);
    assertThat(rows("trips")).hasSize(2);
    assertThat(
            instance.rows(
                "select reason from quarantine where trip_info like '%s%%'".formatted(trip)))
        .hasSize(2)
        .anySatisfy(reason -> assertThat(reason).contains("TOTAL_AMOUNT"))
        .anySatisfy(reason -> assertThat(reason).contains("DRIVER_ID is unknown"));
  }

  @Test
  void an_unreadable_record_is_quarantined_and_the_others_are_recorded() throws IOException {
    table.put(LabTable.completed(trip));
    var event = table.event();
    var broken = event.replace("{\"S\":\"Completed\"}", "{\"S\":7}");
    assertThat(function.api().invoke(broken)).isEqualTo(SUCCESS);
    assertThat(quarantined()).isEqualTo(1);
    assertThat(function.api().invoke(broken)).isEqualTo(SUCCESS);
    assertThat(quarantined()).isZero();
    assertThat(
            instance.rows("select payload from quarantine where trip_info = '%s'".formatted(trip)))
        .singleElement()
        .asString()
        .contains("{\"S\":7}", "SequenceNumber");
  }

  @Test
  void a_redelivered_event_changes_nothing() {
    table.complete(List.of(trip));
    var dearer = LabTable.completed(trip);
    dearer.put("TOTAL_AMOUNT", AttributeValue.fromN("20"));
    table.put(dearer);
    table.remove(trip);
    var event = table.event();
    for (var time = 0; time < 3; time++) {
      assertThat(function.api().invoke(event)).isEqualTo(SUCCESS);
    }
    assertThat(rows("trips")).containsExactly("20.00");
    assertThat(
            instance.rows(
                "select previous ->> 'total_amount' from trip_history join trips on trips.id = trip_id where trip_info = '%s'"
                    .formatted(trip)))
        .containsExactly("14.18");
    assertThat(instance.rows("select 1 from trip_removal where trip_info = '%s'".formatted(trip)))
        .hasSize(1);
  }

  @Test
  void during_an_outage_the_response_names_the_first_record_to_retry() {
    table.complete(List.of(trip, trip + "b"));
    var records = table.records();
    var event = table.event(records);
    servers.postgres().kill();
    try {
      assertThat(function.api().invoke(event)).isEqualTo(from(records.getFirst()));
      assertThat(function.api().invoke(event)).isEqualTo(from(records.getFirst()));
    } finally {
      servers.postgres().startAgain();
    }
    assertThat(function.api().invoke(event)).isEqualTo(SUCCESS);
    assertThat(rows("trips")).hasSize(2);
    assertThat(
            instance.rows("select 1 from quarantine where trip_info like '%s%%'".formatted(trip)))
        .isEmpty();
  }

  @Test
  void a_function_that_starts_without_a_database_connects_later() throws IOException {
    function.close();
    servers.postgres().kill();
    function = FunctionProcess.start(Packed.TRIPS, servers.environment());
    table.complete(List.of(trip));
    var records = table.records();
    assertThat(function.api().invoke(table.event(records))).isEqualTo(from(records.getFirst()));
    servers.postgres().startAgain();
    assertThat(function.api().invoke(table.event(records))).isEqualTo(SUCCESS);
    assertThat(rows("trips")).hasSize(1);
    assertThat(JSON.readTree(function.log().getFirst()).get("message").textValue())
        .isEqualTo("could not connect at startup");
  }

  @Test
  void after_a_restart_of_the_database_the_invocation_reconnects() {
    recordOne("b");
    servers.postgres().kill();
    servers.postgres().startAgain();
    recordOne("c");
  }

  @Test
  void a_process_that_was_frozen_while_its_connection_was_closed_reconnects()
      throws IOException, InterruptedException {
    recordOne("b");
    function.freeze();
    var terminate =
        "select pg_terminate_backend(pid) from pg_stat_activity where " + FUNCTION_SESSIONS;
    assertThat(asSuperuser(terminate)).isEqualTo("t");
    function.thaw();
    recordOne("c");
  }

  @Test
  void an_unresponsive_connection_is_closed_within_seconds()
      throws IOException, InterruptedException {
    recordOne("b");
    var backend = asSuperuser("select pid from pg_stat_activity where " + FUNCTION_SESSIONS);
    signal("-STOP", backend);
    try {
      // A connection is validated only after it has been idle.
      Thread.sleep(2_500);
      var started = System.nanoTime();
      recordOne("c");
      assertThat(System.nanoTime() - started).isLessThan(10_000_000_000L);
    } finally {
      signal("-CONT", backend);
    }
  }

  /// Each person is looked up by key, however many there are, also after a large event.
  @Test
  void no_event_scans_all_people() {
    var indexScans = people("idx_scan");
    var sequentialScans = people("seq_scan");
    table.complete(IntStream.range(0, 600).mapToObj(number -> trip + number).toList());
    assertThat(function.api().invoke(table.event())).isEqualTo(SUCCESS);
    for (var number = 600; number < 610; number++) {
      recordOne(Integer.toString(number));
    }
    // A session reports its statistics about once a second.
    instance.await(
        "select (sum(idx_scan) >= %d)::text from pg_stat_user_tables where %s"
            .formatted(indexScans + 2 * 610, PEOPLE),
        "true");
    assertThat(people("seq_scan")).isEqualTo(sequentialScans);
  }

  private static long people(String counter) {
    var row =
        instance.rows(
            "select sum(%s) from pg_stat_user_tables where %s".formatted(counter, PEOPLE));
    return Long.parseLong(row.getFirst());
  }

  @Test
  void input_that_is_no_stream_event_is_reported_to_lambda() {
    var answer = function.api().invoke("{\"key1\":\"secret\"}");
    assertThat(answer.failed()).isTrue();
    assertThat(answer.text()).contains("InvalidStreamEvent").doesNotContain("secret");
    recordOne("b");
  }

  @Test
  void a_snapshot_has_no_connection_and_a_restored_function_connects() throws IOException {
    function.close();
    var environment = new HashMap<>(servers.environment());
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    function = FunctionProcess.start(Packed.TRIPS, environment);
    function.api().awaitSnapshot();
    var connections = "select count(*) from pg_stat_activity where " + FUNCTION_SESSIONS;
    servers.instance().await(connections.replace("count(*)", "count(*)::text"), "0");
    assertThat(instance.rows("select 1 from quarantine where stream_arn = 'warm-up'")).isEmpty();
    function.api().restore();
    recordOne("b");
    assertThat(asSuperuser(connections)).isEqualTo("1");
  }

  private void recordOne(String suffix) {
    table.complete(List.of(trip + suffix));
    assertThat(function.api().invoke(table.event())).isEqualTo(SUCCESS);
    assertThat(instance.rows("select 1 from trips where trip_info = '%s'".formatted(trip + suffix)))
        .hasSize(1);
  }

  private int quarantined() throws IOException {
    return JSON.readTree(function.log().getLast()).get("quarantined").intValue();
  }

  private List<String> rows(String from) {
    return instance.rows(
        "select total_amount from %s where trip_info like '%s%%'".formatted(from, trip));
  }

  /// Returns the first column of the only row.
  private static String asSuperuser(String sql) {
    var login = servers.postgres().superuser();
    try (var connection = login.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static void signal(String signal, String pid) throws IOException, InterruptedException {
    var _ = new ProcessBuilder("kill", signal, pid).start().waitFor();
  }

  private static RuntimeApi.Answer from(Record first) {
    return new RuntimeApi.Answer(
        false,
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
            .formatted(first.dynamodb().sequenceNumber()));
  }
}
