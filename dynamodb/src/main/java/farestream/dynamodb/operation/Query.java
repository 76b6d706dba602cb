package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.expression.ExpressionParameters;
import farestream.dynamodb.expression.KeyCondition;
import farestream.dynamodb.expression.LegacyConditions;
import farestream.dynamodb.expression.LegacyProjections;
import farestream.dynamodb.expression.ParameterStyles;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.KeySchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the items of one partition of a table or an index in the order of their sort keys.
final class Query implements Operation {
  private static final String KEY_CONDITION = "KeyConditionExpression";
  private static final String FILTER = "FilterExpression";
  private static final String PROJECTION = "ProjectionExpression";

  private final Database database;

  Query(Database database) {
    this.database = database;
  }

  /// The parameters that can be parsed before the table is read.
  private record Parsed(
      KeyCondition keys, @Nullable Condition filter, @Nullable Projection projection) {}

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request)
        .tableName()
        .name("IndexName", Constraints.MIN_NAME_LENGTH)
        .oneOf(
            "Select", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES")
        .consumedCapacity()
        .check();
    requireLimit(request);
    var parsed = parse(request);
    return database.store().read(reader -> run(request, parsed, reader));
  }

  /// Checks `Limit`. Unlike those of other constraints, the error message doesn't contain the
  /// value.
  private static void requireLimit(JsonObject request) {
    var limit = request.integer("Limit");
    if (limit != null && limit < 1) {
      throw ServiceException.validation(
          "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must"
              + " have value greater than or equal to 1");
    }
  }

  private static Parsed parse(JsonObject request) {
    ParameterStyles.requireOne(
        request,
        List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"),
        List.of(PROJECTION, FILTER, KEY_CONDITION));
    var expressions = ExpressionParameters.of(request, PROJECTION, FILTER, KEY_CONDITION);
    var expression = expressions.keyCondition(KEY_CONDITION);
    var keys = expression == null ? LegacyConditions.keyConditions(request) : expression;
    if (keys == null) {
      throw ServiceException.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    var filter = expressions.condition(FILTER);
    var projection = expressions.projection(PROJECTION);
    expressions.requireAllUsed();
    return new Parsed(
        keys,
        filter == null ? LegacyConditions.filter(request, "QueryFilter") : filter,
        projection == null ? LegacyProjections.read(request) : projection);
  }

  private Map<String, Object> run(JsonObject request, Parsed parsed, Reader reader) {
    var table = database.tables().require(reader, WriteRequests.tableName(request));
    var index = Page.index(request, table);
    var key = index == null ? table.key() : index.key();
    var forward = !Boolean.FALSE.equals(request.bool("ScanIndexForward"));
    var keyspace = index == null ? table.keyspace() : index.keyspace();
    var range = QueryRange.of(parsed.keys, key, keyspace, !forward);
    KeyPaths.check(table, parsed.projection);
    requireNoKeys(parsed.filter, key);
    var selection = Selection.of(request, table, index, parsed.projection);
    KeyPaths.check(table, parsed.filter);
    var start = Page.start(request, table, index);
    if (start != null) {
      if (!range.has(start)) {
        throw ServiceException.validation(
            "The provided starting key is outside query boundaries based on provided conditions");
      }
      range = range.beyond(start);
    }
    var page = new Page(selection, parsed.filter, Page.limit(request));
    page.read(database, reader, range);
    return page.response(request);
  }

  private static void requireNoKeys(@Nullable Condition filter, KeySchema key) {
    if (filter == null) {
      return;
    }
    for (var attribute : key.attributes()) {
      if (filter.attributes().contains(attribute.name())) {
        throw ServiceException.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + attribute.name());
      }
    }
  }
}
