package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;

/// The simple constraints on parameters that the operations on streams share.
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

  StreamConstraints length(String parameter, int shortest, int longest) {
    var text = request.text(parameter);
    if (text != null && (text.length() < shortest || text.length() > longest)) {
      var bound =
          text.length() < shortest
              ? "greater than or equal to " + shortest
              : "less than or equal to " + longest;
      constraints.breach(text, Constraints.path(parameter), "Member must have length " + bound);
    }
    return this;
  }

  StreamConstraints limit(int most) {
    constraints.atLeast("Limit", 1).atMost("Limit", most);
    return this;
  }

  StreamConstraints tableName() {
    constraints.name("TableName", Constraints.SHORTEST_NAME);
    return this;
  }

  StreamConstraints oneOf(String parameter, String... values) {
    constraints.oneOf(parameter, values);
    return this;
  }

  /// @throws farestream.dynamodb.error.ServiceException (ValidationException) if there was a breach
  void check() {
    constraints.check();
  }
}
