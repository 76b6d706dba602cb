package farestream.dynamodb.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.store.Durability;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.SqliteStore;
import farestream.dynamodb.table.TableUpkeep;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls operations of a database in a folder. Requests are JSON text with single quotes.
final class TableCalls implements AutoCloseable {
  static final String TRIPS =
      """
      'AttributeDefinitions': [
        {'AttributeName': 'rider', 'AttributeType': 'S'},
        {'AttributeName': 'time', 'AttributeType': 'N'},
        {'AttributeName': 'driver', 'AttributeType': 'S'}],
      'KeySchema': [
        {'AttributeName': 'rider', 'KeyType': 'HASH'},
        {'AttributeName': 'time', 'KeyType': 'RANGE'}],
      'LocalSecondaryIndexes': [{
        'IndexName': 'local',
        'KeySchema': [
          {'AttributeName': 'rider', 'KeyType': 'HASH'},
          {'AttributeName': 'driver', 'KeyType': 'RANGE'}],
        'Projection': {'ProjectionType': 'KEYS_ONLY'}}],
      'GlobalSecondaryIndexes': [{
        'IndexName': 'drivers',
        'KeySchema': [{'AttributeName': 'driver', 'KeyType': 'HASH'}],
        'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['fare']}}]\
      """;
  static final String PLAIN =
      """
      'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
      'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}]\
      """;

  final SqliteStore store;
  final TableUpkeep upkeep;
  private final Map<String, Operation> operations;

  /// Opens a database that does its upkeep before an operation returns.
  TableCalls(Path folder) {
    this(folder, true);
  }

  private TableCalls(Path folder, boolean hasUpkeep) {
    store = SqliteStore.open(folder.resolve("test.sqlite"), Durability.PROCESS);
    var clock = InstantSource.fixed(Instant.parse("2026-03-01T10:15:30.250Z"));
    var database = Database.of(store, clock, "eu-central-1");
    upkeep = database.tableUpkeep();
    operations = Operations.of(database, hasUpkeep ? upkeep::run : () -> {});
  }

  /// Opens a database whose upkeep the test runs itself.
  static TableCalls withoutUpkeep(Path folder) {
    return new TableCalls(folder, false);
  }

  /// Returns the number of entries in all keyspaces of the store.
  int entries() {
    var count = new AtomicInteger();
    return store.read(
        reader -> {
          for (var keyspace = 0; keyspace < 200; keyspace++) {
            reader.scan(KeyRange.all(keyspace), (_, _) -> count.incrementAndGet() > 0);
          }
          return count.get();
        });
  }

  /// Returns JSON text with single quotes.
  static String text(@Nullable JsonObject json) {
    return new String(JsonWriter.write(Objects.requireNonNull(json)), UTF_8).replace('"', '\'');
  }

  JsonObject call(String operation, String... fields) {
    var present = Stream.of(fields).filter(field -> !field.isEmpty()).toList();
    var request = ("{" + String.join(", ", present) + "}").replace('\'', '"').getBytes(UTF_8);
    var run = Objects.requireNonNull(operations.get("DynamoDB_20120810." + operation));
    return JsonReader.read(JsonWriter.write(run.run(JsonReader.read(request))));
  }

  /// Returns `type: message` of the error of a request.
  String refusal(String operation, String... fields) {
    var refusal = catchThrowableOfType(ServiceException.class, () -> call(operation, fields));
    return refusal.simpleType() + ": " + refusal.text();
  }

  /// Creates a table with the billing mode PAY_PER_REQUEST.
  JsonObject create(String name, String... fields) {
    var own = String.join(", ", fields);
    return object(
        call("CreateTable", table(name), "'BillingMode': 'PAY_PER_REQUEST'", own),
        "TableDescription");
  }

  JsonObject update(String name, String... fields) {
    return object(call("UpdateTable", table(name), String.join(", ", fields)), "TableDescription");
  }

  JsonObject describe(String name) {
    return object(call("DescribeTable", table(name)), "Table");
  }

  void put(String table, String item) {
    call("PutItem", table(table), "'Item': " + item);
  }

  static String table(String name) {
    return "'TableName': '%s'".formatted(name);
  }

  static JsonObject object(JsonObject json, String name) {
    return Objects.requireNonNull(json.object(name), name);
  }

  @Override
  public void close() {
    store.close();
  }
}
