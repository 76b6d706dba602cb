package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.expression.ExpressionParameters;
import farestream.dynamodb.expression.LegacyConditions;
import farestream.dynamodb.expression.LegacyProjections;
import farestream.dynamodb.expression.ParameterStyles;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.value.KeyBytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a table or an index, or one segment of it, in the order of the partition hashes.
final class Scan implements Operation {
  private static final String FILTER = "FilterExpression";
  private static final String PROJECTION = "ProjectionExpression";

  private final Database database;

  Scan(Database database) {
    this.database = database;
  }

  private record Parsed(@Nullable Condition filter, @Nullable Projection projection) {}

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request)
        .tableName()
        .name("IndexName", Constraints.MIN_NAME_LENGTH)
        .atLeast("Limit", 1)
        .oneOf(
            "Select", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES")
        .consumedCapacity()
        .atLeast("TotalSegments", 1)
        .atMost("TotalSegments", 1_000_000)
        .atLeast("Segment", 0)
        .atMost("Segment", 999_999)
        .check();
    requireSegments(request);
    var parsed = parse(request);
    return database
        .store()
        .read(
            reader -> {
              var table = database.tables().require(reader, WriteRequests.tableName(request));
              var index = Page.index(request, table);
              KeyPaths.check(table, parsed.projection);
              KeyPaths.check(table, parsed.filter);
              var selection = Selection.of(request, table, index, parsed.projection);
              var range = segment(request, index == null ? table.keyspace() : index.keyspace());
              var start = Page.start(request, table, index);
              if (start != null) {
                requireWithin(range, start);
                range = range.beyond(start);
              }
              var page = new Page(selection, parsed.filter, Page.limit(request));
              page.read(database, reader, range);
              return page.response(request);
            });
  }

  private static Parsed parse(JsonObject request) {
    ParameterStyles.requireOne(
        request,
        List.of("AttributesToGet", "ScanFilter", "ConditionalOperator"),
        List.of(PROJECTION, FILTER));
    var expressions = ExpressionParameters.of(request, PROJECTION, FILTER);
    var projection = expressions.projection(PROJECTION);
    var filter = expressions.condition(FILTER);
    expressions.requireAllUsed();
    return new Parsed(
        filter == null ? LegacyConditions.filter(request, "ScanFilter") : filter,
        projection == null ? LegacyProjections.read(request) : projection);
  }

  private static void requireSegments(JsonObject request) {
    var segment = request.integer("Segment");
    var total = request.integer("TotalSegments");
    if (segment != null && total == null) {
      throw ServiceException.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (total != null && segment == null) {
      throw ServiceException.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (segment != null && total != null && segment >= total) {
      throw ServiceException.validation(
          ("The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                  + " Segment: %d is not less than TotalSegments: %d")
              .formatted(segment, total));
    }
  }

  private static KeyRange segment(JsonObject request, int keyspace) {
    var segment = request.integer("Segment");
    var total = request.integer("TotalSegments");
    if (segment == null || total == null) {
      return KeyRange.all(keyspace);
    }
    return new KeyRange(
        keyspace,
        KeyBytes.fromHash(segment * KeyBytes.HASHES / total),
        KeyBytes.fromHash((segment + 1) * KeyBytes.HASHES / total),
        false);
  }

  private static void requireWithin(KeyRange range, byte[] start) {
    if (!range.has(start)) {
      throw ServiceException.validation(
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
              + " ExclusiveStartKey with correct Segment. TotalSegments: and Segment: parameters"
              + " must be those of the request that returned it");
    }
  }
}
