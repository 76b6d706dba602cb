package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;

/// Checks constraints on the parameters that operations on streams have in common.
final class StreamConstraints {
  private final JsonObject request;
  private final Constraints constraints;

  StreamConstraints(JsonObject request) {
    this.request = request;
    this.constraints = new Constraints(request);
  }

  StreamConstraints required(String... parameters) {
    for (var parameter : parameters) {
      constraints.required(parameter);
    }
    return this;
  }

  StreamConstraints arn(String parameter) {
    return length(parameter, 37, 1_024);
  }

  StreamConstraints shardId(String parameter) {
    return length(parameter, 28, 65);
  }

  StreamConstraints length(String parameter, int minLength, int maxLength) {
    var text = request.text(parameter);
    if (text != null && (text.length() < minLength || text.length() > maxLength)) {
      var bound =
          text.length() < minLength
              ? "greater than or equal to " + minLength
              : "less than or equal to " + maxLength;
      constraints.addViolation(
          text, Constraints.path(parameter), "Member must have length " + bound);
    }
    return this;
  }

  StreamConstraints limit(int max) {
    constraints.atLeast("Limit", 1).atMost("Limit", max);
    return this;
  }

  StreamConstraints tableName() {
    constraints.name("TableName", Constraints.MIN_NAME_LENGTH);
    return this;
  }

  StreamConstraints oneOf(String parameter, String... values) {
    constraints.oneOf(parameter, values);
    return this;
  }

  /// @throws farestream.dynamodb.error.ServiceException (ValidationException) if a constraint
  ///     is violated
  void check() {
    constraints.check();
  }
}
