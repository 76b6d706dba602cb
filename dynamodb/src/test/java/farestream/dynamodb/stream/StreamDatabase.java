package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.operation.Database;
import farestream.dynamodb.operation.Operation;
import farestream.dynamodb.operation.Operations;
import farestream.dynamodb.store.Durability;
import farestream.dynamodb.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A database with one table of trips and its stream, and a clock that moves only on request.
public final class StreamDatabase implements AutoCloseable {
  public static final String TABLE = "trips";

  private final Path folder;
  private final AtomicReference<Instant> now;
  private SqliteStore store;
  private Database database;
  private Map<String, Operation> operations;

  private StreamDatabase(Path folder, AtomicReference<Instant> now) {
    this.folder = folder;
    this.now = now;
    this.store = open(folder);
    this.database = Database.of(store, clock(), "eu-central-1");
    this.operations = Operations.of(database, database.tableUpkeep()::run);
  }

  /// @param view the view type of the stream
  public static StreamDatabase in(Path folder, String view) {
    var now = new AtomicReference<>(Instant.parse("2026-03-01T10:15:30.123456Z"));
    var test = new StreamDatabase(folder, now);
    test.call(
        "CreateTable",
        Map.of(
            "TableName", TABLE,
            "BillingMode", "PAY_PER_REQUEST",
            "AttributeDefinitions", List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
            "KeySchema", List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
            "StreamSpecification", Map.of("StreamEnabled", true, "StreamViewType", view)));
    return test;
  }

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder.resolve("test.sqlite"), Durability.PROCESS);
  }

  private InstantSource clock() {
    return now::get;
  }

  public Instant now() {
    return now.get();
  }

  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  void restart() {
    store.close();
    store = open(folder);
    database = Database.of(store, clock(), "eu-central-1");
    operations = Operations.of(database, database.tableUpkeep()::run);
  }

  public Database database() {
    return database;
  }

  public Map<String, Operation> operations() {
    return operations;
  }

  public StreamUpkeep upkeep() {
    return new StreamUpkeep(store, database.streams(), clock(), StreamUpkeep.ROTATION);
  }

  public JsonObject call(String operation, Map<String, ?> request) {
    return call(operations, operation, request);
  }

  public static JsonObject call(
      Map<String, Operation> operations, String operation, Map<String, ?> request) {
    var found = operations.get("DynamoDBStreams_20120810." + operation);
    var run = found == null ? operations.get("DynamoDB_20120810." + operation) : found;
    var answer = Objects.requireNonNull(run).run(JsonReader.read(JsonWriter.write(request)));
    return JsonReader.read(JsonWriter.write(answer));
  }

  /// Returns `type: message` of the error of a request.
  String refusal(String operation, Map<String, ?> request) {
    try {
      return "no error but " + call(operation, request);
    } catch (ServiceException refusal) {
      return refusal.simpleType() + ": " + refusal.text();
    }
  }

  public void put(String id, int value) {
    var item = new LinkedHashMap<String, Object>();
    item.put("id", Map.of("S", id));
    item.put("value", Map.of("N", Integer.toString(value)));
    call("PutItem", Map.of("TableName", TABLE, "Item", item));
  }

  int value(String id) {
    var key = Map.of("id", Map.of("S", id));
    var answer = call("GetItem", Map.of("TableName", TABLE, "ConsistentRead", true, "Key", key));
    return Integer.parseInt(text(object(object(answer, "Item"), "value"), "N"));
  }

  void delete(String id) {
    call("DeleteItem", Map.of("TableName", TABLE, "Key", Map.of("id", Map.of("S", id))));
  }

  void enable(boolean enabled) {
    var specification = new LinkedHashMap<String, Object>();
    specification.put("StreamEnabled", enabled);
    if (enabled) {
      specification.put("StreamViewType", "NEW_AND_OLD_IMAGES");
    }
    call("UpdateTable", Map.of("TableName", TABLE, "StreamSpecification", specification));
  }

  public String arn() {
    var streams = call("ListStreams", Map.of("TableName", TABLE)).objects("Streams");
    return text(streams.getLast(), "StreamArn");
  }

  Stream stream() {
    return store.read(reader -> database.streams().require(reader, arn()));
  }

  List<JsonObject> shards() {
    return object(call("DescribeStream", Map.of("StreamArn", arn())), "StreamDescription")
        .objects("Shards");
  }

  public String onlyShard() {
    return text(shards().getFirst(), "ShardId");
  }

  Map<String, Object> start(String shard, String type, @Nullable String sequence) {
    var request = new LinkedHashMap<String, Object>();
    request.put("StreamArn", arn());
    request.put("ShardId", shard);
    request.put("ShardIteratorType", type);
    if (sequence != null) {
      request.put("SequenceNumber", sequence);
    }
    return request;
  }

  public String iterator(String shard, String type) {
    return text(call("GetShardIterator", start(shard, type, null)), "ShardIterator");
  }

  String iterator(String shard, String type, String sequence) {
    return text(call("GetShardIterator", start(shard, type, sequence)), "ShardIterator");
  }

  JsonObject page(String iterator, int limit) {
    return call("GetRecords", Map.of("ShardIterator", iterator, "Limit", limit));
  }

  /// Returns `INSERT id value` and the like for each record from an iterator on.
  public List<String> read(String iterator) {
    var records = new ArrayList<String>();
    var next = iterator;
    while (next != null) {
      var page = page(next, 1_000);
      page.objects("Records").forEach(record -> records.add(summary(record)));
      next = page.objects("Records").isEmpty() ? null : page.text("NextShardIterator");
    }
    return records;
  }

  static String summary(JsonObject record) {
    var change = object(record, "dynamodb");
    var image = change.object("NewImage");
    return text(record, "eventName")
        + " "
        + text(object(object(change, "Keys"), "id"), "S")
        + (image == null ? "" : " " + text(object(image, "value"), "N"));
  }

  static String sequence(JsonObject record) {
    return text(object(record, "dynamodb"), "SequenceNumber");
  }

  static JsonObject object(JsonObject json, String name) {
    return Objects.requireNonNull(json.object(name), name);
  }

  static String text(JsonObject json, String name) {
    return Objects.requireNonNull(json.text(name), name);
  }

  @Override
  public void close() {
    store.close();
  }
}
