package farestream.bench.dynamodb;

import farestream.bench.Folders;
import farestream.booking.TableSetup;
import farestream.config.Config;
import farestream.local.LocalDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Measures the local DynamoDB over the wire with its data on disk: conditional updates,
/// transactions of three items, reads by key and stream records, and its size and start-up time
/// with the workshop's trips.
///
/// The clients write prepared requests to sockets, because they share the processors with the
/// server. One row measures the same updates through the SDK for Java, which needs several times
/// the server's processor time. With `AWS_ENDPOINT_URL_DYNAMODB` in the environment that server is
/// measured instead.
public final class DynamoDbThroughput {
  private static final String TABLE = "aws-db-workshop-trips";
  private static final String DYNAMODB = "DynamoDB_20120810.";
  private static final int TRIPS = 128_714;
  private static final int CLIENTS = 16;
  private static final int BATCH = 25;
  private static final int ROUNDS = 5;
  private static final double SECONDS = 4;
  private static final int STEADY_RATE = 2_000;

  private final DynamoDbClient sdk;
  private final List<WireClient> clients = new ArrayList<>();
  private int next;

  private DynamoDbThroughput(Map<String, String> environment) throws IOException {
    this.sdk = new Config(environment, Path.of("nowhere")).dynamoDb();
    for (var client = 0; client < CLIENTS; client++) {
      clients.add(new WireClient(environment));
    }
  }

  /// One request of one client.
  private interface Request {
    void send(WireClient client, int number) throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", "64");
    if (System.getenv("AWS_ENDPOINT_URL_DYNAMODB") != null) {
      new DynamoDbThroughput(System.getenv()).run();
    } else {
      Folders.temporary(DynamoDbThroughput::measure);
    }
    System.exit(0);
  }

  private static void measure(Path folder) throws Exception {
    try (var server = start(folder)) {
      var throughput = new DynamoDbThroughput(server.environment());
      throughput.load();
    }
    System.out.printf(Locale.ROOT, "| MB on the disk | %.0f |%n", megabytes(folder));
    try (var server = start(folder)) {
      var throughput = new DynamoDbThroughput(server.environment());
      throughput.run();
    }
    print(
        "ms until it answers, with these data",
        ReadyServer.millis(folder.resolve("dynamodb"), ROUNDS));
  }

  private static LocalDynamoDb start(Path folder) {
    return LocalDynamoDb.start(folder, 0, OptionalInt.empty());
  }

  private static double megabytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
    }
  }

  private void run() throws Exception {
    var _ = TableSetup.ensure(sdk, TABLE);
    System.out.println("| | n | min | median | max |");
    System.out.println("|---|---|---|---|---|");
    measure("conditional updates/s", this::update);
    measure("transactions of three items/s", this::transact);
    measure("conditional updates/s by the SDK for Java", (_, number) -> updateBySdk(number));
    latencies("GetItem", this::get);
    latencies("Query", this::query);
    print(
        "stream records/s, one client",
        new StreamReading(clients.getFirst(), TABLE).perSecond(ROUNDS));
  }

  private void load() throws InterruptedException {
    var _ = TableSetup.ensure(sdk, TABLE);
    // Without the stream the file contains only items: stream records stay until they are trimmed.
    sdk.updateTable(
        table -> table.tableName(TABLE).streamSpecification(stream -> stream.streamEnabled(false)));
    sdk.waiter().waitUntilTableExists(request -> request.tableName(TABLE));
    var began = System.nanoTime();
    var left = new AtomicInteger();
    onClients(
        client -> {
          for (var first = left.getAndAdd(BATCH); first < TRIPS; first = left.getAndAdd(BATCH)) {
            var puts = new StringJoiner(",");
            for (var trip = first; trip < Math.min(TRIPS, first + BATCH); trip++) {
              puts.add("{\"PutRequest\":{\"Item\":" + WorkshopItem.completed(trip) + "}}");
            }
            client.post(
                DYNAMODB + "BatchWriteItem",
                "{\"RequestItems\":{\"" + TABLE + "\":[" + puts + "]}}");
          }
        });
    System.out.printf(
        Locale.ROOT,
        "| items/s in batches of %d, %d clients | %.0f |%n",
        BATCH,
        CLIENTS,
        TRIPS / ((System.nanoTime() - began) / 1e9));
  }

  private void measure(String what, Request request) throws InterruptedException {
    rate(request, 0);
    var rates = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      rates.add(rate(request, 0));
    }
    print(what, rates);
  }

  /// Sends requests for four seconds. Each has another number, so that they use different items.
  ///
  /// @param perSecond how many requests begin per second; 0 for as many as the clients can send
  /// @return the requests per second that were answered
  private double rate(Request request, int perSecond) throws InterruptedException {
    var first = next;
    var count = new AtomicInteger();
    var began = System.nanoTime();
    var until = began + (long) (SECONDS * 1e9);
    onClients(
        client -> {
          while (System.nanoTime() < until) {
            var number = count.getAndIncrement();
            if (perSecond > 0) {
              LockSupport.parkNanos(
                  began + number * 1_000_000_000L / perSecond - System.nanoTime());
            }
            request.send(client, first + number);
          }
        });
    next += count.get();
    return count.get() / ((System.nanoTime() - began) / 1e9);
  }

  private void latencies(String what, Request request) throws InterruptedException {
    latencies(what + " p99 (ms), " + CLIENTS + " clients without a pause", request, 0);
    latencies(what + " p99 (ms), " + STEADY_RATE + " a second", request, STEADY_RATE);
  }

  private void latencies(String what, Request request, int perSecond) throws InterruptedException {
    var nanos = new ConcurrentLinkedQueue<Long>();
    rate(request, perSecond);
    var percentiles = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      nanos.clear();
      rate(
          (client, number) -> {
            var began = System.nanoTime();
            request.send(client, number);
            nanos.add(System.nanoTime() - began);
          },
          perSecond);
      var sorted = nanos.stream().mapToLong(each -> each).sorted().toArray();
      percentiles.add(sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
    print(what, percentiles);
  }

  /// The requests of one client.
  private interface Course {
    void run(WireClient client) throws IOException;
  }

  private void onClients(Course course) throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (var client : clients) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      course.run(client);
                    } catch (IOException failure) {
                      throw new UncheckedIOException(failure);
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  private void update(WireClient client, int number) throws IOException {
    client.post(
        DYNAMODB + "UpdateItem",
        """
        {"TableName":"%s","Key":{%s},"UpdateExpression":"SET TIP_AMOUNT = :tip, VEHICLE_ID = :vehicle",\
        "ConditionExpression":"#status = :completed AND DRIVER_ID = :driver",\
        "ExpressionAttributeNames":{"#status":"STATUS"},"ExpressionAttributeValues":{":tip":{"N":"%d"},\
        ":vehicle":{"S":"V%3$d"},":completed":{"S":"Completed"},":driver":{"N":"%d"}}}"""
            .formatted(
                TABLE,
                WorkshopItem.key(number % TRIPS),
                number,
                WorkshopItem.driver(number % TRIPS)));
  }

  private void updateBySdk(int number) {
    var trip = number % TRIPS;
    sdk.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(
                    Map.of(
                        "riderid", AttributeValue.fromS(WorkshopItem.rider(trip)),
                        "tripinfo", AttributeValue.fromS(WorkshopItem.trip(trip))))
                .updateExpression("SET TIP_AMOUNT = :tip, VEHICLE_ID = :vehicle")
                .conditionExpression("#status = :completed AND DRIVER_ID = :driver")
                .expressionAttributeNames(Map.of("#status", "STATUS"))
                .expressionAttributeValues(
                    Map.of(
                        ":tip", AttributeValue.fromN(Integer.toString(number)),
                        ":vehicle", AttributeValue.fromS("V" + number),
                        ":completed", AttributeValue.fromS("Completed"),
                        ":driver",
                            AttributeValue.fromN(Long.toString(WorkshopItem.driver(trip))))));
  }

  private void transact(WireClient client, int number) throws IOException {
    var updates = new StringJoiner(",");
    for (var each = number * 3; each < number * 3 + 3; each++) {
      updates.add(
          """
          {"Update":{"TableName":"%s","Key":{%s},"UpdateExpression":"SET EXTRA = :extra",\
          "ConditionExpression":"attribute_exists(riderid)","ExpressionAttributeValues":{":extra":{"N":"%d"}}}}"""
              .formatted(TABLE, WorkshopItem.key(each % TRIPS), number));
    }
    client.post(DYNAMODB + "TransactWriteItems", "{\"TransactItems\":[" + updates + "]}");
  }

  private void get(WireClient client, int number) throws IOException {
    client.post(
        DYNAMODB + "GetItem",
        "{\"TableName\":\"%s\",\"Key\":{%s}}".formatted(TABLE, WorkshopItem.key(number % TRIPS)));
  }

  private void query(WireClient client, int number) throws IOException {
    client.post(
        DYNAMODB + "Query",
        """
        {"TableName":"%s","KeyConditionExpression":"riderid = :rider",\
        "ExpressionAttributeValues":{":rider":{"S":"%s"}}}"""
            .formatted(TABLE, WorkshopItem.rider(number)));
  }

  private static void print(String what, List<Double> values) {
    var sorted = values.stream().mapToDouble(each -> each).sorted().toArray();
    var cells = Arrays.asList(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f |%n",
        what,
        sorted.length,
        cells.get(0),
        cells.get(1),
        cells.get(2));
  }
}
