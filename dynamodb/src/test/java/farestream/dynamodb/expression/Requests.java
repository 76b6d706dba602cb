package farestream.dynamodb.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.Map;

/// Parses requests and items of tests, which are JSON text with single quotes.
final class Requests {
  /// The names and values that the expressions of the tests refer to.
  static final String NAMES = "{'#a': 'a', '#s': 'status', '#dot': 'x.y'}";

  static final String VALUES =
      """
      {':n': {'N': '1'}, ':two': {'N': '2'}, ':s': {'S': 'abc'}, ':ab': {'S': 'ab'},
       ':b': {'B': 'AQI='}, ':t': {'BOOL': true}, ':null': {'NULL': true},
       ':ss': {'SS': ['x', 'y']}, ':ns': {'NS': ['1', '2']}, ':bs': {'BS': ['AQI=']},
       ':l': {'L': [{'N': '1'}]}, ':m': {'M': {'k': {'N': '1'}}}, ':type': {'S': 'SS'}}
      """;

  private Requests() {}

  static JsonObject request(String json) {
    return JsonReader.read(json.replace('\'', '"').getBytes(UTF_8));
  }

  static Map<String, AttributeValue> item(String json) {
    return ItemJson.item(request(json));
  }

  private static String escaped(String expression) {
    return expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
  }

  static ExpressionParameters parameters(String name, String expression) {
    return ExpressionParameters.of(
        request(
            "{'%s': '%s', 'ExpressionAttributeNames': %s, 'ExpressionAttributeValues': %s}"
                .formatted(name, escaped(expression), NAMES, VALUES)),
        name);
  }

  static Condition condition(String expression) {
    return requireNonNull(
        parameters("ConditionExpression", expression).condition("ConditionExpression"));
  }

  static Update update(String expression) {
    return requireNonNull(parameters("UpdateExpression", expression).update("UpdateExpression"));
  }

  static KeyCondition keyCondition(String expression) {
    return requireNonNull(
        parameters("KeyConditionExpression", expression).keyCondition("KeyConditionExpression"));
  }

  static Projection projection(String expression) {
    var request =
        request(
            "{'ProjectionExpression': '%s', 'ExpressionAttributeNames': %s}"
                .formatted(escaped(expression), NAMES));
    return requireNonNull(
        ExpressionParameters.of(request, "ProjectionExpression")
            .projection("ProjectionExpression"));
  }
}
