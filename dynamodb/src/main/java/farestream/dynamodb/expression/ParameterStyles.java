package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.List;

/// Refuses requests that combine expressions and legacy parameters.
public final class ParameterStyles {
  private static final String KEY_CONDITIONS = "KeyConditions";

  private ParameterStyles() {}

  /// @param legacy the legacy parameters of the operation, in the order in which error messages
  ///     list them
  /// @param expressions the expression parameters of the operation, in the order in which error
  ///     messages list them
  public static void requireOne(JsonObject request, List<String> legacy, List<String> expressions) {
    var usedExpressions = expressions.stream().filter(request::has).toList();
    // KeyConditions may be used with a FilterExpression or a ProjectionExpression.
    var usedLegacy =
        legacy.stream()
            .filter(request::has)
            .filter(name -> !name.equals(KEY_CONDITIONS) || request.has("KeyConditionExpression"))
            .toList();
    if (!usedLegacy.isEmpty() && !usedExpressions.isEmpty()) {
      throw ServiceException.validation(
          ("Can not use both expression and non-expression parameters in the same request:"
                  + " Non-expression parameters: {%s} Expression parameters: {%s}")
              .formatted(String.join(", ", usedLegacy), String.join(", ", usedExpressions)));
    }
  }
}
