package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.lambda.EventJson;
import farestream.lambda.FunctionInThisProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Checks that the worker and the function write the same rows for the same stream. A seed
/// generates trips that are booked, completed, amended, made invalid, repaired and removed, on
/// shards that split, and records that are delivered repeatedly, late and out of order.
@Tag("integration")
class WorkerAndFunctionTest {
  private static final int SEEDS = 40;
  private static final String SUCCESS = "{\"batchItemFailures\":[]}";

  /// Selects all data about trips, without ids and times that are assigned at insertion.
  private static final List<String> TABLES =
      List.of(
          "select to_jsonb(trips) - 'id' - 'recorded_at' from trips order by rider_email, trip_info",
          """
          select rider_email, trip_info, previous - 'id' - 'recorded_at',
            row_number() over (partition by trip_id order by trip_history.id) as revision
          from trip_history join trips on trips.id = trip_id
          order by rider_email, trip_info, revision
          """,
          """
          select stream_arn, sequence_number, rider_email, trip_info, reason, payload, resolved_at
          from quarantine order by stream_arn, sequence_number
          """,
          """
          select rider_email, trip_info, sequence_number
          from trip_removal order by rider_email, trip_info
          """);

  private final StressDatabase database = StressDatabase.running();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_worker_and_the_function_write_the_same_rows(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    var table = history(random);
    database.startAgain();
    database.empty();
    throughTheWorker(table, random);
    var workerRows = rows();
    database.empty();
    throughTheFunction(table, random);
    assertThat(rows()).isEqualTo(workerRows);
    assertThat(workerRows.getFirst()).as("trips").isNotEmpty();
  }

  private static ScriptedTable history(SplittableRandom random) {
    var table = new ScriptedTable(random.split());
    var writer = new TripWriter(random.split(), table);
    var steps = random.nextInt(40, 160);
    for (var step = 0; step < steps; step++) {
      var _ = writer.write();
      if (random.nextInt(30) == 0) {
        var open = table.openShards();
        table.split(open.get(random.nextInt(open.size())));
      }
    }
    return table;
  }

  private void throughTheWorker(ScriptedTable table, SplittableRandom random) throws Exception {
    var streams = new ScriptedStreams(table, random.split(), 100);
    streams.repeat(random.nextInt(3));
    streams.reorder(random.nextInt(3));
    var nanos = new long[1];
    var reader =
        StressReader.takeOver(
            database,
            StressSink.AS_IT_IS,
            new TripStreams(streams, ScriptedTable.NAME),
            () -> nanos[0] += 3_000_000_000L);
    var idle = 0;
    while (idle < 5) {
      idle = reader.round() == 0 ? idle + 1 : 0;
    }
    reader.abandon();
  }

  private void throughTheFunction(ScriptedTable table, SplittableRandom random) throws Exception {
    try (var function = new FunctionInThisProcess(environment())) {
      for (var shard : table.everyShard()) {
        var records = shard.records().stream().map(ScriptedRecord::deliver).toList();
        for (var batch : batches(records, random)) {
          assertThat(function.invoke(EventJson.of(shard.streamArn(), batch))).isEqualTo(SUCCESS);
        }
      }
    }
  }

  /// Splits the records into batches of random size. Some batches are repeated, as after a
  /// response that Lambda never received; some overlap the previous one.
  private static List<List<Record>> batches(List<Record> records, SplittableRandom random) {
    var batches = new ArrayList<List<Record>>();
    var from = 0;
    while (from < records.size()) {
      var to = Math.min(records.size(), from + 1 + random.nextInt(40));
      var batch = records.subList(from, to);
      batches.add(batch);
      if (random.nextInt(4) == 0) {
        batches.add(batch);
      }
      from = random.nextInt(4) == 0 ? Math.max(from + 1, to - 5) : to;
    }
    return batches;
  }

  private Map<String, String> environment() {
    var login = (PGSimpleDataSource) database.commands();
    return Map.of(
        "PGHOST", login.getServerNames()[0],
        "PGPORT", Integer.toString(login.getPortNumbers()[0]),
        "PGUSER", String.valueOf(login.getUser()),
        "PGPASSWORD", String.valueOf(login.getPassword()));
  }

  private List<List<List<String>>> rows() {
    return TABLES.stream().map(database::rows).toList();
  }
}
