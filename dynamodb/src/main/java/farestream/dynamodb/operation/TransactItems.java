package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.List;

/// The parts of a transaction.
final class TransactItems {
  private TransactItems() {}

  static List<JsonObject> of(JsonObject request, int most) {
    var parts = request.objects("TransactItems");
    var constraints = new Constraints(request);
    if (parts.isEmpty()) {
      constraints.breach(
          "[]", "transactItems", "Member must have length greater than or equal to 1");
    } else if (parts.size() > most) {
      constraints.breach(
          parts.toString(),
          "transactItems",
          "Member must have length less than or equal to " + most);
    }
    constraints.check();
    return parts;
  }
}
