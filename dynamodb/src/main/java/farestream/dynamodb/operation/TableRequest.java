package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.table.KeyType;
import farestream.dynamodb.table.Keyspaces;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.table.TableSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The validated definition of a table that a request creates.
record TableRequest(
    String name,
    Map<String, KeyType> attributes,
    KeySchema key,
    List<IndexRequest> indexes,
    ThroughputRequest throughput,
    TableSettings settings) {
  static final int MAX_GLOBAL_INDEXES = 20;
  private static final int MAX_LOCAL_INDEXES = 5;
  private static final int MAX_NON_KEY_ATTRIBUTES = 100;

  static TableRequest of(String name, JsonObject request) {
    var throughput = ThroughputRequest.ofCreation(request);
    var attributes = KeySchemaRequest.attributes(request);
    var key = KeySchemaRequest.ofTable(request, attributes);
    if (!request.has("LocalSecondaryIndexes")
        && !request.has("GlobalSecondaryIndexes")
        && key.attributes().size() != attributes.size()) {
      throw ServiceException.invalidParameter(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
    var indexes = new ArrayList<IndexRequest>();
    indexes.addAll(localIndexes(request, key, attributes));
    indexes.addAll(globalIndexes(request, attributes, throughput.onDemand()));
    requireDistinct(indexes);
    requireProjected(indexes);
    requireUsed(attributes, key, indexes);
    var settings =
        new TableSettings(
            request.isTrue("DeletionProtectionEnabled"),
            tableClass(request),
            null,
            TagRequest.tags(request));
    return new TableRequest(name, attributes, key, indexes, throughput, settings);
  }

  private static List<IndexRequest> localIndexes(
      JsonObject request, KeySchema key, Map<String, KeyType> attributes) {
    if (!request.has("LocalSecondaryIndexes")) {
      return List.of();
    }
    var indexes = request.objects("LocalSecondaryIndexes");
    if (indexes.isEmpty()) {
      throw ServiceException.invalidParameter("List of LocalSecondaryIndexes is empty");
    }
    if (key.sort() == null) {
      throw ServiceException.invalidParameter(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    var local = indexes.stream().map(json -> IndexRequest.local(json, key, attributes)).toList();
    if (local.size() > MAX_LOCAL_INDEXES) {
      throw ServiceException.invalidParameter(
          "Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL_INDEXES);
    }
    return local;
  }

  private static List<IndexRequest> globalIndexes(
      JsonObject request, Map<String, KeyType> attributes, boolean onDemand) {
    if (!request.has("GlobalSecondaryIndexes")) {
      return List.of();
    }
    var indexes = request.objects("GlobalSecondaryIndexes");
    if (indexes.isEmpty()) {
      throw ServiceException.invalidParameter("List of GlobalSecondaryIndexes is empty");
    }
    var global =
        indexes.stream()
            .map(
                json ->
                    IndexRequest.global(
                        json, attributes, onDemand, "ProvisionedThroughput is not specified"))
            .toList();
    if (global.size() > MAX_GLOBAL_INDEXES) {
      throw ServiceException.invalidParameter(
          "GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL_INDEXES);
    }
    return global;
  }

  private static void requireDistinct(List<IndexRequest> indexes) {
    var names = new HashSet<String>();
    for (var index : indexes) {
      if (!names.add(index.name())) {
        throw ServiceException.invalidParameter("Duplicate index name: " + index.name());
      }
    }
  }

  private static void requireProjected(List<IndexRequest> indexes) {
    var projected = indexes.stream().mapToInt(i -> i.projection().attributes().size()).sum();
    requireProjected(projected);
  }

  /// @param projected the number of `NonKeyAttributes` of all indexes of a table
  static void requireProjected(int projected) {
    if (projected > MAX_NON_KEY_ATTRIBUTES) {
      throw ServiceException.invalidParameter(
          "Number of NonKeyAttributes of all indexes exceeds the per-table limit of "
              + MAX_NON_KEY_ATTRIBUTES);
    }
  }

  private static void requireUsed(
      Map<String, KeyType> attributes, KeySchema key, List<IndexRequest> indexes) {
    var used = new LinkedHashSet<String>();
    key.attributes().forEach(attribute -> used.add(attribute.name()));
    indexes.forEach(
        index -> index.key().attributes().forEach(attribute -> used.add(attribute.name())));
    if (used.size() != attributes.size()) {
      throw ServiceException.invalidParameter(
          "Some AttributeDefinitions are not used. AttributeDefinitions: %s, keys used: %s"
              .formatted(attributes.keySet(), used));
    }
  }

  static @Nullable String tableClass(JsonObject request) {
    var tableClass = request.text("TableClass");
    if (tableClass != null
        && !tableClass.equals("STANDARD")
        && !tableClass.equals("STANDARD_INFREQUENT_ACCESS")) {
      throw ServiceException.validation(
          "Invalid table-class parameter provided. Please try again with a valid table-class value:"
              + " [STANDARD, STANDARD_INFREQUENT_ACCESS].");
    }
    return tableClass;
  }

  Table create(Writer writer, Instant now) {
    return new Table(
        name,
        UUID.randomUUID().toString(),
        now,
        key,
        attributes,
        indexes.stream().map(index -> index.create(writer)).toList(),
        throughput.onDemand(),
        throughput.throughput(),
        null,
        settings,
        Keyspaces.allocate(writer));
  }
}
