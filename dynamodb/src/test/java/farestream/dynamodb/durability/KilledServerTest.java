package farestream.dynamodb.durability;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.ProtocolClient;
import farestream.dynamodb.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server under load and restarts it, `farestream.kills` times.
@Tag("slow")
class KilledServerTest {
  static final String TABLE = "trips";
  private static final int KILLS = Integer.getInteger("farestream.kills", 3);
  private static final long SEED = Long.getLong("farestream.seed", System.nanoTime());
  private static final int CLIENTS = 8;
  private static final int MAX_WRITES = 1_500;
  private static final int MAX_PAUSE_NANOS = 5_000_000;
  private static final int DEADLINE_SECONDS = 60;
  private static final int REPEATED = 3;

  private final Random random = new Random(SEED);
  private final WriteHistory history = new WriteHistory();
  private final HashMap<String, Integer> counts = new HashMap<>();
  @TempDir private Path folder;
  private Path data;
  private Path log;

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    log = folder.resolve("server.log");
  }

  @Test
  void acknowledged_writes_survive_kill_9_each_with_one_record() throws Exception {
    var clients = List.<LoadClient>of();
    for (var round = 1; round <= KILLS; round++) {
      try (var server = start();
          var client = server.client()) {
        if (round == 1) {
          create(client);
        }
        check(client, clients);
        clients = runUntilKilled(server, round);
      }
    }
    try (var server = start();
        var client = server.client()) {
      check(client, clients);
      checkFromStart(client);
    }
    System.out.printf(
        "%d kills under load of %d clients: %d writes acknowledged, %d conditions failed;"
            + " %d requests unanswered, %d of them executed; %d tokens sent again;"
            + " %d stream records, %d items; seed %d%n",
        KILLS,
        CLIENTS,
        count("acknowledged"),
        count("refused"),
        count("unanswered"),
        count("executed"),
        count("repeated"),
        history.records().size(),
        history.items().size(),
        SEED);
    assertThat(Files.readString(log)).isEmpty();
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(data, log);
  }

  private void check(ProtocolClient client, List<LoadClient> clients) throws IOException {
    checkRecords(client, clients);
    checkTable(client);
    checkTokens(client, clients);
    checkTable(client);
  }

  private static void create(ProtocolClient client) throws IOException {
    client.done(
        "CreateTable",
        Map.of(
            "TableName",
            TABLE,
            "BillingMode",
            "PAY_PER_REQUEST",
            "AttributeDefinitions",
            List.of(
                Map.of("AttributeName", "id", "AttributeType", "S"),
                Map.of("AttributeName", "bucket", "AttributeType", "S")),
            "KeySchema",
            List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
            "GlobalSecondaryIndexes",
            List.of(
                Map.of(
                    "IndexName",
                    "buckets",
                    "KeySchema",
                    List.of(Map.of("AttributeName", "bucket", "KeyType", "HASH")),
                    "Projection",
                    Map.of("ProjectionType", "ALL"))),
            "StreamSpecification",
            Map.of("StreamEnabled", true, "StreamViewType", "NEW_AND_OLD_IMAGES")));
  }

  private List<LoadClient> runUntilKilled(ServerProcess server, int round) throws Exception {
    var acknowledged = new CountDownLatch(CLIENTS + random.nextInt(MAX_WRITES));
    var clients = new ArrayList<LoadClient>();
    for (var i = 0; i < CLIENTS; i++) {
      var seed = random.nextLong();
      clients.add(new LoadClient(i, round, seed, history.versions(), acknowledged::countDown));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (var each : clients) {
        var connection = server.client();
        running.add(
            threads.submit(
                () -> {
                  try (connection) {
                    each.run(connection);
                  }
                  return each;
                }));
      }
      assertThat(acknowledged.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
      LockSupport.parkNanos(random.nextInt(MAX_PAUSE_NANOS));
      server.kill();
      for (var each : running) {
        each.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      }
    }
    return clients;
  }

  /// Checks that every acknowledged change has its records and that every record has its change.
  private void checkRecords(ProtocolClient client, List<LoadClient> clients) throws IOException {
    var added = history.read(client);
    var possible = new HashSet<String>();
    for (var each : clients) {
      for (var change : each.acknowledged) {
        assertThat(history.records()).as("%s", change).containsAll(change.records());
        possible.addAll(change.records());
      }
      for (var change : each.unanswered) {
        var stored = change.records().stream().filter(history.records()::contains).count();
        assertThat(stored).as("%s", change).isIn(0L, (long) change.records().size());
        count("executed", stored > 0 ? 1 : 0);
        possible.addAll(change.records());
      }
      count("acknowledged", each.acknowledged.size());
      count("unanswered", each.unanswered.size());
      count("refused", each.refused);
    }
    assertThat(possible).containsAll(added);
  }

  /// Checks that the table and its index agree with the stream records.
  private void checkTable(ProtocolClient client) throws IOException {
    assertThat(scan(client, Map.of("TableName", TABLE))).isEqualTo(history.items());
    var indexed = new HashMap<>(history.items());
    indexed.values().removeIf(item -> !item.containsKey("bucket"));
    assertThat(scan(client, Map.of("TableName", TABLE, "IndexName", "buckets"))).isEqualTo(indexed);
  }

  private static Map<String, Map<String, String>> scan(
      ProtocolClient client, Map<String, ?> request) throws IOException {
    var answer = client.done("Scan", request).json();
    assertThat(answer.has("LastEvaluatedKey")).isFalse();
    var items = new HashMap<String, Map<String, String>>();
    for (var each : answer.objects("Items")) {
      var item = WriteHistory.item(each);
      items.put(WriteHistory.plain(item.get("id")), item);
    }
    assertThat(answer.integer("Count")).isEqualTo(items.size());
    return items;
  }

  /// Checks that a transaction that is sent again with its token is executed only if it wasn't
  /// before.
  private void checkTokens(ProtocolClient client, List<LoadClient> clients) throws IOException {
    var expected = new HashSet<String>();
    var repeated = new ArrayList<Change>();
    for (var each : clients) {
      var done = each.acknowledged.stream().filter(Change::isTransaction).toList();
      repeated.addAll(done.subList(Math.max(0, done.size() - REPEATED), done.size()));
      repeated.addAll(each.unanswered.stream().filter(Change::isTransaction).toList());
    }
    for (var change : repeated) {
      client.done(change.operation(), change.request());
      count("repeated", 1);
      change.records().stream()
          .filter(record -> !history.records().contains(record))
          .forEach(expected::add);
      var other = new HashMap<String, Object>(change.request());
      other.put("TransactItems", ((List<?>) other.get("TransactItems")).subList(0, 1));
      assertThat(client.call(change.operation(), other).type())
          .isEqualTo("IdempotentParameterMismatchException");
    }
    assertThat(history.read(client)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /// Checks that a reader from the trim horizon reads the same records.
  private void checkFromStart(ProtocolClient client) throws IOException {
    var again = new WriteHistory();
    again.read(client);
    assertThat(again.numbers()).isEqualTo(history.numbers());
    assertThat(again.items()).isEqualTo(history.items());
  }

  private void count(String what, int more) {
    counts.merge(what, more, Integer::sum);
  }

  private int count(String what) {
    return counts.getOrDefault(what, 0);
  }
}
