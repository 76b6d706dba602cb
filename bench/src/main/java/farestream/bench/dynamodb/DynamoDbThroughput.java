package farestream.bench.dynamodb;

import static farestream.bench.dynamodb.WorkshopItem.number;
import static farestream.bench.dynamodb.WorkshopItem.text;

import farestream.Config;
import farestream.bench.Folders;
import farestream.booking.TableSetup;
import farestream.local.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The local DynamoDB over the wire with its data on the disk, beside the workshop's 128,714 trips:
/// conditional updates, transactions of three items, reads by key, records of the stream; and how
/// large and how soon ready it is. The client takes its part of the same processors.
///
/// With `AWS_ENDPOINT_URL_DYNAMODB` in the environment it measures that server instead.
public final class DynamoDbThroughput {
  private static final String TABLE = "aws-db-workshop-trips";
  private static final int TRIPS = 128_714;
  private static final int CLIENTS = 16;
  private static final int BATCH = 25;
  private static final int ROUNDS = 5;
  private static final double SECONDS = 4;

  private final DynamoDbClient client;
  private final StreamReading stream;
  private int next;

  private DynamoDbThroughput(Map<String, String> environment) {
    this.client = new Config(environment, Path.of("nowhere")).dynamoDb();
    this.stream = new StreamReading(environment, TABLE);
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
      new DynamoDbThroughput(server.environment()).run();
    }
    System.out.printf(
        Locale.ROOT, "| MB on the disk, stream included | %.0f |%n", megabytes(folder));
    var millis = new ArrayList<Double>();
    for (var time = 0; time < ROUNDS; time++) {
      var began = System.nanoTime();
      try (var _ = start(folder)) {
        millis.add((System.nanoTime() - began) / 1e6);
      }
    }
    print("ms until it answers, with these data", millis);
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
    var _ = TableSetup.ensure(client, TABLE);
    var began = System.nanoTime();
    load();
    System.out.printf(
        Locale.ROOT,
        "| items/s in batches of %d, %d clients | %.0f |%n",
        BATCH,
        CLIENTS,
        TRIPS / ((System.nanoTime() - began) / 1e9));
    System.out.println("| | n | min | median | max |");
    System.out.println("|---|---|---|---|---|");
    measure("conditional updates/s", this::update);
    measure("transactions of three items/s", this::transact);
    latencies("GetItem p99 (ms)", this::get);
    latencies("Query p99 (ms)", this::query);
    print("stream records/s, one client", stream.perSecond(ROUNDS));
  }

  private void load() throws InterruptedException {
    var left = new AtomicInteger();
    onClients(
        () -> {
          for (var first = left.getAndAdd(BATCH); first < TRIPS; first = left.getAndAdd(BATCH)) {
            var puts = new ArrayList<WriteRequest>();
            for (var trip = first; trip < Math.min(TRIPS, first + BATCH); trip++) {
              var put = PutRequest.builder().item(WorkshopItem.completed(trip)).build();
              puts.add(WriteRequest.builder().putRequest(put).build());
            }
            client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, puts)));
          }
        });
  }

  private void measure(String what, IntConsumer request) throws InterruptedException {
    rate(request);
    var rates = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      rates.add(rate(request));
    }
    print(what, rates);
  }

  /// Each call has a number of its own, so that each is of another item.
  private double rate(IntConsumer request) throws InterruptedException {
    var first = next;
    var count = new AtomicInteger();
    var began = System.nanoTime();
    var until = began + (long) (SECONDS * 1e9);
    onClients(
        () -> {
          while (System.nanoTime() < until) {
            request.accept(first + count.getAndIncrement());
          }
        });
    next += count.get();
    return count.get() / ((System.nanoTime() - began) / 1e9);
  }

  private void latencies(String what, IntConsumer request) throws InterruptedException {
    var nanos = new ConcurrentLinkedQueue<Long>();
    rate(request);
    var percentiles = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      nanos.clear();
      rate(
          number -> {
            var began = System.nanoTime();
            request.accept(number);
            nanos.add(System.nanoTime() - began);
          });
      var sorted = nanos.stream().mapToLong(each -> each).sorted().toArray();
      percentiles.add(sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
    print(what + ", " + CLIENTS + " clients", percentiles);
  }

  private static void onClients(Runnable work) throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (var client = 0; client < CLIENTS; client++) {
      threads.add(Thread.ofPlatform().start(work));
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  private void update(int number) {
    client.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(WorkshopItem.key(number % TRIPS))
                .updateExpression("SET TIP_AMOUNT = :tip, VEHICLE_ID = :vehicle")
                .conditionExpression("#status = :completed AND DRIVER_ID = :driver")
                .expressionAttributeNames(Map.of("#status", "STATUS"))
                .expressionAttributeValues(
                    Map.of(
                        ":tip", number(number),
                        ":vehicle", text("V" + number),
                        ":completed", text("Completed"),
                        ":driver", number(number % TRIPS * 7L % 100_001))));
  }

  private void transact(int number) {
    var updates =
        List.of(number * 3, number * 3 + 1, number * 3 + 2).stream()
            .map(
                each ->
                    Update.builder()
                        .tableName(TABLE)
                        .key(WorkshopItem.key(each % TRIPS))
                        .updateExpression("SET EXTRA = :extra")
                        .conditionExpression("attribute_exists(riderid)")
                        .expressionAttributeValues(Map.of(":extra", number(number)))
                        .build())
            .map(update -> TransactWriteItem.builder().update(update).build())
            .toList();
    client.transactWriteItems(transaction -> transaction.transactItems(updates));
  }

  private void get(int number) {
    client.getItem(get -> get.tableName(TABLE).key(WorkshopItem.key(number % TRIPS)));
  }

  private void query(int number) {
    client.query(
        query ->
            query
                .tableName(TABLE)
                .keyConditionExpression("riderid = :rider")
                .expressionAttributeValues(
                    Map.of(":rider", text("person" + number % 100_000 + "@example.com"))));
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
