package farestream.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.SampleItem;
import farestream.TestInstance;
import farestream.booking.LabDefaults;
import farestream.booking.ReadRate;
import farestream.booking.TableSetup;
import farestream.config.Config;
import farestream.config.DynamoDbSide;
import farestream.config.LocalSystem;
import farestream.reconcile.Reconciliation;
import farestream.reconcile.RetryPolicy;
import farestream.reconcile.Verdict;
import farestream.worker.PendingTrips;
import farestream.worker.ServersWithoutWorker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// Uses an instance of its own, because other tests leave trips on one side only.
@Tag("integration")
class ReconcileCommandTest {
  private static final String TABLE = "aws-db-workshop-trips";
  private static final String RIDER = LabDefaults.rider(LabDefaults.RIDER).email();
  private static final int MOST_CHANGES = 1_000;
  private static final JsonMapper JSON = new JsonMapper();
  private static LocalSystem system;
  private static TestInstance instance;
  private static DynamoDbClient dynamoDb;

  @BeforeAll
  static void start() {
    system = LocalSystem.startTemporary(TABLE);
    instance = TestInstance.of(system.environment());
    dynamoDb = instance.config().dynamoDb();
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
    system.close();
  }

  @Test
  void differences_are_reported_and_repaired() throws Exception {
    for (var trip : List.of("same", "changed by SQL")) {
      put(trip, "14.18");
      instance.await(recorded(trip), "1");
    }
    withoutStream(
        () -> {
          put("lost", "20.00");
          put("lost and unreadable", "a lot");
        });
    instance.update("update trips set total_amount = 99 where trip_info = 'changed by SQL'");
    instance.update(
        "insert into trips (rider_id, driver_id, rider_name, rider_email, trip_info,"
            + " pickup_datetime, dropoff_datetime, fare_amount, extra, mta_tax, tip_amount,"
            + " tolls_amount, improvement_surcharge, total_amount, status)"
            + " values (69257, 528204, 'Rosa', 'rosa@example.com', 'of no item', '2020-01-01',"
            + " '2020-01-01', 1, 0, 0, 0, 0, 0, 1, 'Completed')");

    var found = instance.run("reconcile");
    assertThat(found.status()).isEqualTo(3);
    assertThat(found.out())
        .containsPattern("(?m)^ missing in PostgreSQL +\\| +2 \\| +20\\.00 \\| +0\\.00$")
        .containsPattern("(?m)^ missing in DynamoDB +\\| +1 \\| +0\\.00 \\| +1\\.00$")
        .containsPattern("(?m)^ different +\\| +1 \\| +14\\.18 \\| +99\\.00$")
        .containsPattern("(?m) \\| changed by SQL \\| +14\\.18 \\| +99\\.00 \\| total_amount$")
        .contains("lost and unreadable |             |               | the item can't be read")
        .contains(" " + RIDER + " | changed by SQL ", " rosa@example.com | of no item ")
        .doesNotContain("Rosa", "agree");
    assertThat(found.err())
        .contains("comparing: ", "DynamoDB and the ledger differ: 4 trips", "--repair");

    var json = json(instance.run("reconcile", "--json"));
    assertThat(json.at("/equal").asBoolean()).isFalse();
    assertThat(json.at("/faults").asInt()).isEqualTo(4);
    assertThat(json.at("/trips/different/postgresqlTotal").decimalValue())
        .isEqualByComparingTo("99");
    assertThat(json.at("/trips/inAll/number").asInt()).isGreaterThan(5);
    assertThat(json.get("findings").toString())
        .contains("\"verdict\":\"missingInLedger\"", "\"verdict\":\"missingInDynamodb\"")
        .contains("\"fields\":{\"total_amount\":{\"dynamodb\":14.18,\"postgresql\":99.0")
        .doesNotContain("rosa", "person69257");

    var repaired = instance.run("reconcile", "--repair");
    assertThat(repaired.status()).isEqualTo(3);
    assertThat(repaired.out())
        .contains("repaired: 1 recorded, 1 amended, 1 removal noted, 1 quarantined, 0 left alone")
        .containsPattern("(?m)^ in quarantine +\\| +1 ")
        .contains("as a completed trip; record %s in quarantine\n".formatted(quarantineId()));
    assertThat(repaired.err())
        .contains("1 trip; 1 in quarantine, see ./farestream quarantine list");
    assertThat(instance.rows("select stream_arn from quarantine").getFirst())
        .startsWith("reconcile 20");

    assertThat(json(instance.run("reconcile", "--json")).get("findings").toString())
        .contains("\"record\":" + quarantineId())
        .doesNotContain("person69257");

    instance.update(
        "update quarantine set resolved_at = now(), resolution = 'dropped',"
            + " resolution_reason = 'a test'");
    instance.update(
        "insert into stream_gap (stream_arn, shard_id) values ('the stream', 'a shard')");
    var again = json(instance.run("reconcile", "--repair", "--json"));
    assertThat(again.at("/equal").asBoolean()).isTrue();
    assertThat(again.at("/repair/recorded").asInt()).isZero();
    assertThat(again.at("/repair/gapsHealed").asInt()).isEqualTo(1);
    assertThat(again.at("/repair/equal").asBoolean()).isTrue();
    var equal = instance.run("reconcile", "--repair");
    assertThat(equal.status()).isZero();
    assertThat(equal.out())
        .containsPattern(
            "both sides agree to the cent, except for \\d+ trips? recorded as removed from DynamoDB,"
                + " \\d+ trips? dropped from quarantine\n\nnothing to repair\n$");
  }

  private static String quarantineId() {
    return instance.rows("select id from quarantine").getFirst();
  }

  @Test
  void a_trip_still_in_the_stream_is_waiting() throws Exception {
    try (var connection = instance.config().ledger().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // The lock blocks the worker.
      statement.execute("lock table trips in share row exclusive mode");
      put("waiting", "7.50");
      var found = instance.run("reconcile");
      assertThat(found.status()).isZero();
      assertThat(found.out())
          .containsPattern("(?m) \\| waiting +\\| +7\\.50 \\| +\\|")
          .contains("both sides agree to the cent, except for 1 trip still in the stream");
      connection.rollback();
    }
    instance.await(recorded("waiting"), "1");
  }

  @Test
  void pending_records_of_an_unread_stream_are_reported() {
    try (var servers = new ServersWithoutWorker()) {
      servers
          .dynamoDb()
          .putItem(put -> put.tableName(ServersWithoutWorker.TABLE).item(SampleItem.of("unread")));
      assertThat(servers.instance().run("reconcile").out())
          .contains("no trip is on both sides: 1 trip still in the stream")
          .doesNotContain("agree");
    }
  }

  @Test
  void with_another_reader_a_trip_is_waiting_for_a_quarter_of_an_hour() throws Exception {
    var lambda = instance.with("TRIPS_TABLE", "read-by-lambda").config();
    var _ = TableSetup.ensure(dynamoDb, "read-by-lambda");
    dynamoDb.putItem(put -> put.tableName("read-by-lambda").item(SampleItem.of("by lambda")));
    assertThat(verdicts(lambda, InstantSource.system())).containsExactly(Verdict.WAITING);
    var later = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(16));
    assertThat(verdicts(lambda, later)).containsExactly(Verdict.MISSING_IN_LEDGER);
  }

  /// Returns the verdicts on the trip that only that table has.
  private static List<Verdict> verdicts(Config config, InstantSource clock) throws Exception {
    try (var connection = config.ledger().getConnection()) {
      var pending = new PendingTrips(config.tripStreams(), clock);
      var reconciliation =
          new Reconciliation(
              connection,
              new DynamoDbSide(config.tripsTable(), pending, ReadRate.unlimited()),
              new RetryPolicy(2, Duration.ZERO));
      var _ = reconciliation.compare(_ -> {});
      var found = new ArrayList<Verdict>();
      for (var verdict : Verdict.values()) {
        reconciliation.findings(
            verdict,
            finding -> {
              if (finding.tripInfo().equals("by lambda")) {
                found.add(verdict);
              }
            });
      }
      return found;
    }
  }

  @Test
  void concurrent_bookings_are_not_reported_as_differences() throws Exception {
    beside(
        number -> {
          put("live " + number % 50, number + ".00");
          put("new live " + number, "5.00");
        },
        () -> {
          var found = instance.run("reconcile", "--json");
          assertThat(json(found).at("/faults").asInt()).as(found.out()).isZero();
          assertThat(found.status()).isZero();
        });
    assertThat(json(instance.run("reconcile", "--json")).at("/trips/waiting/number").asInt())
        .isZero();
  }

  @Test
  void a_repair_never_overwrites_a_newer_concurrent_change() throws Exception {
    beside(
        number -> put("repaired live " + number % 50, number + ".00"),
        () -> {
          instance.update(
              "update trips set tip_amount = tip_amount + 1"
                  + " where trip_info like 'repaired live%' and id % 2 = 0");
          assertThat(instance.run("reconcile", "--repair").err()).doesNotContain("unexpected");
        });
    var end = json(instance.run("reconcile", "--repair", "--json"));
    assertThat(end.at("/repair/equal").asBoolean()).isTrue();
    // Each write had a higher total than the one before, and no repair restored an earlier one.
    assertThat(
            instance.rows(
                """
                select trip_info from trips join trip_history on trip_id = trips.id
                where trip_info like 'repaired live%'
                  and total_amount < (previous ->> 'total_amount')::numeric
                """))
        .isEmpty();
  }

  @Test
  void wrong_usage_and_unreachable_servers_are_reported() {
    assertThat(instance.run("reconcile", "--rate", "0").status()).isEqualTo(2);
    assertThat(instance.run("reconcile", "--help").out()).contains("farestream reconcile --repair");
    var away = instance.with("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
    assertThat(away.run("reconcile").status()).isEqualTo(4);
    assertThat(instance.with("PGPORT", "9").run("reconcile").status()).isEqualTo(4);
    var noTable = instance.with("TRIPS_TABLE", "none").run("reconcile");
    assertThat(noTable.status()).isEqualTo(3);
    assertThat(noTable.err()).contains("the DynamoDB table doesn't exist");
  }

  private static void awaitNothingWaiting() {
    var last = "last " + System.nanoTime();
    put(last, "1.00");
    instance.await(recorded(last), "1");
  }

  /// Runs a task twice while another thread makes changes.
  private static void beside(IntConsumer change, Runnable task) throws Exception {
    var on = new AtomicBoolean(true);
    try (var thread = Executors.newSingleThreadExecutor()) {
      var changing =
          thread.submit(
              () -> {
                for (var number = 1; number <= MOST_CHANGES && on.get(); number++) {
                  change.accept(number);
                }
              });
      try {
        for (var round = 0; round < 2; round++) {
          task.run();
        }
      } finally {
        on.set(false);
      }
      changing.get();
      awaitNothingWaiting();
    }
  }

  /// Writes made in the meantime are in no stream, as after a gap.
  private static void withoutStream(Runnable change) {
    streamEnabled(false);
    change.run();
    streamEnabled(true);
    awaitNothingWaiting();
  }

  private static void streamEnabled(boolean enabled) {
    dynamoDb.updateTable(
        request ->
            request
                .tableName(TABLE)
                .streamSpecification(
                    stream ->
                        stream
                            .streamEnabled(enabled)
                            .streamViewType(enabled ? StreamViewType.NEW_AND_OLD_IMAGES : null)));
  }

  private static JsonNode json(TestInstance.Result result) {
    try {
      return JSON.readTree(result.out());
    } catch (JsonProcessingException noJson) {
      throw new AssertionError(result.out() + result.err(), noJson);
    }
  }

  private static String recorded(String tripInfo) {
    return "select count(*) from trips where trip_info = '%s'".formatted(tripInfo);
  }

  private static void put(String tripInfo, String total) {
    var item = SampleItem.of(tripInfo);
    item.put(
        "TOTAL_AMOUNT",
        total.equals("a lot") ? AttributeValue.fromS(total) : AttributeValue.fromN(total));
    dynamoDb.putItem(request -> request.tableName(TABLE).item(item));
  }
}
