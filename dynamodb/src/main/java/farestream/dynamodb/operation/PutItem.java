package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// Creates or replaces an item.
final class PutItem implements Operation {
  private final Database database;

  PutItem(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    WriteConstraints.of(request).required("Item").check();
    var returned = request.text("ReturnValues", "NONE");
    if (!returned.equals("NONE") && !returned.equals("ALL_OLD")) {
      throw ServiceException.validation("ReturnValues can only be ALL_OLD or NONE");
    }
    var action = WriteRequests.put(request);
    var write = SingleWrite.run(database, action);
    return ItemResponse.of(request, write, returned.equals("ALL_OLD") ? write.before() : null);
  }
}
