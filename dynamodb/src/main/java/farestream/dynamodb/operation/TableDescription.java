package farestream.dynamodb.operation;

import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.IndexProjection;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.table.Throughput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Builds the description of a table for responses.
final class TableDescription {
  private static final double MILLIS_PER_SECOND = 1_000.0;

  private final Database database;
  private final Reader reader;
  private final Table table;

  private TableDescription(Database database, Reader reader, Table table) {
    this.database = database;
    this.reader = reader;
    this.table = table;
  }

  /// @param status the status of the table and all of its indexes
  static Map<String, ?> of(Database database, Reader reader, Table table, String status) {
    return of(database, reader, table, status, _ -> status);
  }

  /// @param status the status of the table
  /// @param indexStatus returns the status of a global index
  static Map<String, ?> of(
      Database database,
      Reader reader,
      Table table,
      String status,
      Function<Index, String> indexStatus) {
    return new TableDescription(database, reader, table).json(status, indexStatus);
  }

  private Map<String, ?> json(String status, Function<Index, String> indexStatus) {
    var size = reader.size(table.keyspace());
    var json = new LinkedHashMap<String, Object>();
    json.put("TableName", table.name());
    json.put("TableId", table.id());
    json.put("TableArn", database.tableArn(table.name()));
    json.put("TableStatus", status);
    json.put("CreationDateTime", table.created().toEpochMilli() / MILLIS_PER_SECOND);
    json.put("AttributeDefinitions", attributes());
    json.put("KeySchema", keySchema(table.key()));
    json.put("ItemCount", size.entries());
    json.put("TableSizeBytes", size.bytes());
    json.put("ProvisionedThroughput", throughput(table.throughput()));
    if (table.onDemand()) {
      json.put("BillingModeSummary", Map.of("BillingMode", "PAY_PER_REQUEST"));
      json.put("TableThroughputModeSummary", Map.of("TableThroughputMode", "PAY_PER_REQUEST"));
    }
    putIndexes(json, indexStatus);
    putStream(json);
    json.put("DeletionProtectionEnabled", table.settings().deletionProtection());
    var tableClass = table.settings().tableClass();
    if (tableClass != null) {
      json.put("TableClassSummary", Map.of("TableClass", tableClass));
    }
    return json;
  }

  private List<Map<String, String>> attributes() {
    var attributes = new ArrayList<Map<String, String>>();
    table
        .attributes()
        .forEach(
            (name, type) -> {
              var attribute = new LinkedHashMap<String, String>();
              attribute.put("AttributeName", name);
              attribute.put("AttributeType", type.name());
              attributes.add(attribute);
            });
    return attributes;
  }

  private void putIndexes(Map<String, Object> json, Function<Index, String> indexStatus) {
    var local = new ArrayList<Map<String, Object>>();
    var global = new ArrayList<Map<String, Object>>();
    for (var index : table.indexes()) {
      var description = index(index);
      if (index.global()) {
        putStatus(description, index, indexStatus.apply(index));
        description.put("ProvisionedThroughput", throughput(index.throughput()));
        global.add(description);
      } else {
        local.add(description);
      }
    }
    if (!local.isEmpty()) {
      json.put("LocalSecondaryIndexes", local);
    }
    if (!global.isEmpty()) {
      json.put("GlobalSecondaryIndexes", global);
    }
  }

  private static void putStatus(Map<String, Object> json, Index index, String status) {
    var isCreating = index.isBackfilling() && !status.equals("DELETING");
    json.put("IndexStatus", isCreating ? "CREATING" : status);
    if (isCreating) {
      json.put("Backfilling", true);
    }
  }

  private Map<String, Object> index(Index index) {
    var size = reader.size(index.keyspace());
    var json = new LinkedHashMap<String, Object>();
    json.put("IndexName", index.name());
    json.put("IndexArn", database.tableArn(table.name()) + "/index/" + index.name());
    json.put("KeySchema", keySchema(index.key()));
    json.put("Projection", projection(index.projection()));
    json.put("ItemCount", size.entries());
    json.put("IndexSizeBytes", size.bytes());
    return json;
  }

  private void putStream(Map<String, Object> json) {
    var stream = database.streams().latest(reader, table);
    if (stream == null) {
      return;
    }
    if (stream.isEnabled()) {
      json.put(
          "StreamSpecification",
          Map.of("StreamEnabled", true, "StreamViewType", stream.view().name()));
    }
    json.put("LatestStreamLabel", stream.label());
    json.put("LatestStreamArn", database.tableArn(table.name()) + "/stream/" + stream.label());
  }

  static List<Map<String, String>> keySchema(KeySchema key) {
    var elements = new ArrayList<Map<String, String>>();
    for (var attribute : key.attributes()) {
      var element = new LinkedHashMap<String, String>();
      element.put("AttributeName", attribute.name());
      element.put("KeyType", elements.isEmpty() ? "HASH" : "RANGE");
      elements.add(element);
    }
    return elements;
  }

  private static Map<String, Object> projection(IndexProjection projection) {
    var json = new LinkedHashMap<String, Object>();
    json.put("ProjectionType", projection.kind().name());
    if (!projection.attributes().isEmpty()) {
      json.put("NonKeyAttributes", projection.attributes());
    }
    return json;
  }

  private static Map<String, Object> throughput(Throughput throughput) {
    var json = new LinkedHashMap<String, Object>();
    json.put("NumberOfDecreasesToday", 0);
    json.put("ReadCapacityUnits", throughput.read());
    json.put("WriteCapacityUnits", throughput.write());
    return json;
  }
}
