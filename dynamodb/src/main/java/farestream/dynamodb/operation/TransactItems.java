package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.List;

/// Reads the actions of a transaction.
final class TransactItems {
  private TransactItems() {}

  static List<JsonObject> of(JsonObject request, int max) {
    var parts = request.objects("TransactItems");
    var constraints = new Constraints(request);
    if (parts.isEmpty()) {
      constraints.addViolation(
          "[]", "transactItems", "Member must have length greater than or equal to 1");
    } else if (parts.size() > max) {
      constraints.addViolation(
          parts.toString(),
          "transactItems",
          "Member must have length less than or equal to " + max);
    }
    constraints.check();
    return parts;
  }
}
