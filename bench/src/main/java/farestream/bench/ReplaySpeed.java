package farestream.bench;

import farestream.Config;
import farestream.LocalSystem;
import farestream.simulate.People;
import farestream.simulate.Refusal;
import farestream.simulate.Replay;
import farestream.simulate.TlcFile;
import farestream.simulate.TripPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Compares the updates per second of a replay with those of a bare loop over the SDK: the same
/// table, the same number of threads, three updates for each trip, in turn, in one run. The worker
/// carries both.
public final class ReplaySpeed {
  private static final int ROUNDS = 7;
  private static final int THREADS = 32;
  private static final int UPDATES_OF_A_TRIP = 3;
  private static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home", "."), "samples", "trips-2019-03.csv");

  private ReplaySpeed() {}

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    System.setProperty("http.maxConnections", "64");
    var replays = new ArrayList<Double>();
    var bares = new ArrayList<Double>();
    try (var system = LocalSystem.startThrowAway("aws-db-workshop-trips")) {
      var config = new Config(system.environment(), Path.of(""));
      for (var round = -1; round < ROUNDS; round++) {
        var replay = replay(config, round);
        var bare = bare(config.dynamoDb(), config.tripsTableName(), round);
        if (round >= 0) {
          replays.add(replay);
          bares.add(bare);
        }
      }
    }
    System.out.println("| updates/s, median of rounds | n | replay | bare SDK loop | ratio |");
    System.out.println("|---|---|---|---|---|");
    System.out.printf(
        Locale.ROOT,
        "| 500 trips, %d threads | %d | %.0f | %.0f | %.2f |%n",
        THREADS,
        ROUNDS,
        median(replays),
        median(bares),
        median(replays) / median(bares));
    System.exit(0);
  }

  /// Another number of riders makes other trips of the same records.
  private static double replay(Config config, int round) throws SQLException, InterruptedException {
    var people = new People(200 + round, 50);
    people.make(config.ledger());
    var plan =
        switch (TlcFile.open(SAMPLE, ZoneId.of("America/New_York"))) {
          case TlcFile.Outcome.Opened(var trips) -> TripPlan.of(trips, people);
          case TlcFile.Outcome.NotTlc(var reason) -> throw new IllegalStateException(reason);
        };
    var began = System.nanoTime();
    var result = Replay.run(config.tripsTable(), plan, new Silent());
    if (result.completed() != plan.records()) {
      throw new IllegalStateException("not every record was replayed: " + result);
    }
    return perSecond(result.completed(), began);
  }

  private static double bare(DynamoDbClient dynamoDb, String table, int round) {
    var trips = 500;
    var next = new AtomicInteger();
    var began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var thread = 0; thread < THREADS; thread++) {
        threads.execute(
            () -> {
              for (var trip = next.getAndIncrement(); trip < trips; trip = next.getAndIncrement()) {
                for (var update = 0; update < UPDATES_OF_A_TRIP; update++) {
                  dynamoDb.updateItem(request(table, "bare " + round + " " + trip, update));
                }
              }
            });
      }
    }
    return perSecond(trips, began);
  }

  /// As many attributes as a trip's steps set on average, on a condition, without a status, so that
  /// the worker passes over it.
  private static UpdateItemRequest request(String table, String key, int update) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var assignments = new ArrayList<String>();
    for (var i = 0; i < 12; i++) {
      var name = "A" + update + "_" + i;
      names.put("#" + name, name);
      values.put(":" + name, AttributeValue.fromS("some text of a trip"));
      assignments.add("#" + name + " = :" + name);
    }
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(
            Map.of(
                "riderid", AttributeValue.fromS(key + "@example.com"),
                "tripinfo", AttributeValue.fromS(key)))
        .updateExpression("SET " + String.join(", ", assignments))
        .conditionExpression(
            "attribute_not_exists(" + assignments.getFirst().split(" ", 2)[0] + ")")
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private static double perSecond(long trips, long began) {
    return trips * UPDATES_OF_A_TRIP / ((System.nanoTime() - began) / 1e9);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /// Hears nothing.
  private static final class Silent implements Replay.Listener {
    @Override
    public void refused(Refusal refusal) {
      throw new IllegalStateException(refusal.toString());
    }

    @Override
    public void advanced(long done) {}
  }
}
