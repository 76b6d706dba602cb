package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.IndexProjection;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.table.KeyType;
import farestream.dynamodb.table.Keyspaces;
import farestream.dynamodb.table.Throughput;
import farestream.dynamodb.value.Binary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An index that a request creates.
record IndexRequest(
    String name, boolean global, KeySchema key, IndexProjection projection, Throughput throughput) {

  /// Parses a local index.
  ///
  /// @param table the key of the table
  /// @param attributes the types of the defined attributes
  static IndexRequest local(JsonObject json, KeySchema table, Map<String, KeyType> attributes) {
    var name = name(json);
    var key = KeySchemaRequest.of(json, attributes);
    if (key.sort() == null) {
      throw ServiceException.invalidParameter(
          "Index KeySchema does not have a range key for index: " + name);
    }
    if (!key.partition().equals(table.partition())) {
      throw ServiceException.invalidParameter(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index:"
              + " %s. index hash key: %s, table hash key: %s"
                  .formatted(name, key.partition().name(), table.partition().name()));
    }
    return new IndexRequest(name, false, key, projection(json), Throughput.ON_DEMAND);
  }

  /// Parses a global index.
  ///
  /// @param attributes the types of the defined attributes
  /// @param onDemand whether the billing mode of the table is PAY_PER_REQUEST
  /// @param missing the start of the error message if throughput is required but missing
  static IndexRequest global(
      JsonObject json, Map<String, KeyType> attributes, boolean onDemand, String missing) {
    var name = name(json);
    var key = KeySchemaRequest.of(json, attributes);
    var projection = projection(json);
    var throughput = ThroughputRequest.read(json);
    if (onDemand && throughput != null) {
      throw ServiceException.invalidParameter(
          "ProvisionedThroughput should not be specified for index: %s when BillingMode is"
                  .formatted(name)
              + " PAY_PER_REQUEST");
    }
    if (!onDemand && throughput == null) {
      throw ServiceException.invalidParameter("%s for index: %s".formatted(missing, name));
    }
    return new IndexRequest(
        name,
        true,
        key,
        projection,
        throughput == null ? Throughput.ON_DEMAND : ThroughputRequest.requireBounds(throughput));
  }

  private static String name(JsonObject json) {
    return Objects.requireNonNull(json.text("IndexName"));
  }

  private static IndexProjection projection(JsonObject index) {
    var json = Objects.requireNonNull(index.object("Projection"));
    var kind = json.text("ProjectionType");
    if (kind == null) {
      throw ServiceException.invalidParameter("Unknown ProjectionType: null");
    }
    var included = json.texts("NonKeyAttributes");
    if (kind.equals("INCLUDE") == included.isEmpty()) {
      throw ServiceException.invalidParameter(
          "ProjectionType is %s, but NonKeyAttributes is %s"
              .formatted(kind, included.isEmpty() ? "not specified" : "specified"));
    }
    requireDistinct(included);
    return new IndexProjection(IndexProjection.Kind.valueOf(kind), List.copyOf(included));
  }

  private static void requireDistinct(List<String> included) {
    var seen = new HashSet<String>();
    for (var attribute : included) {
      if (!seen.add(attribute)) {
        throw ServiceException.invalidParameter(
            "Duplicate element in NonKeyAttributes: " + attribute);
      }
    }
  }

  /// Creates the index of a new table.
  Index create(Writer writer) {
    return new Index(name, global, key, projection, throughput, Keyspaces.allocate(writer), null);
  }

  /// Creates an index of an existing table, which must be backfilled.
  Index createForBackfill(Writer writer) {
    var none = new Binary(new byte[0]);
    return new Index(name, global, key, projection, throughput, Keyspaces.allocate(writer), none);
  }
}
