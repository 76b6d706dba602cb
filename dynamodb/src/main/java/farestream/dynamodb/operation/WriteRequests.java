package farestream.dynamodb.operation;

import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.expression.ExpressionParameters;
import farestream.dynamodb.expression.LegacyConditions;
import farestream.dynamodb.expression.LegacyUpdates;
import farestream.dynamodb.expression.ParameterStyles;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Parses the writes of a request or of one action of a transaction, from expressions or from the
/// legacy parameters.
final class WriteRequests {
  private static final String CONDITION = "ConditionExpression";
  private static final String UPDATE = "UpdateExpression";

  private WriteRequests() {}

  static PutAction put(JsonObject request) {
    var item = item(request, "Item");
    return new PutAction(tableName(request), item, condition(request), returnsItem(request));
  }

  static KeyAction delete(JsonObject request) {
    var key = item(request, "Key");
    return new KeyAction(tableName(request), key, condition(request), returnsItem(request), true);
  }

  static UpdateAction update(JsonObject request) {
    var key = item(request, "Key");
    ParameterStyles.requireOne(
        request,
        List.of("AttributeUpdates", "Expected", "ConditionalOperator"),
        List.of(UPDATE, CONDITION));
    var expressions = ExpressionParameters.of(request, UPDATE, CONDITION);
    var update = expressions.update(UPDATE);
    var condition = expressions.condition(CONDITION);
    expressions.requireAllUsed();
    return new UpdateAction(
        tableName(request),
        key,
        update == null ? LegacyUpdates.read(request) : update,
        condition == null ? LegacyConditions.expected(request) : condition,
        returnsItem(request));
  }

  static KeyAction check(JsonObject request) {
    var key = item(request, "Key");
    var condition = Objects.requireNonNull(condition(request), CONDITION);
    return new KeyAction(tableName(request), key, condition, returnsItem(request), false);
  }

  private static @Nullable Condition condition(JsonObject request) {
    ParameterStyles.requireOne(
        request, List.of("Expected", "ConditionalOperator"), List.of(CONDITION));
    var expressions = ExpressionParameters.of(request, CONDITION);
    var condition = expressions.condition(CONDITION);
    expressions.requireAllUsed();
    return condition == null ? LegacyConditions.expected(request) : condition;
  }

  static Map<String, AttributeValue> item(JsonObject request, String parameter) {
    return ItemJson.item(Objects.requireNonNull(request.object(parameter), parameter));
  }

  static String tableName(JsonObject request) {
    return TableNames.of(Objects.requireNonNull(request.text("TableName"), "TableName"));
  }

  private static boolean returnsItem(JsonObject request) {
    return request.text("ReturnValuesOnConditionCheckFailure", "NONE").equals("ALL_OLD");
  }
}
