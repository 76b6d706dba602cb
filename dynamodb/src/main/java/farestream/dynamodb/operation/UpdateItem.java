package farestream.dynamodb.operation;

import farestream.dynamodb.expression.Update;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Updates an item, or creates it if it doesn't exist.
final class UpdateItem implements Operation {
  private final Database database;

  UpdateItem(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    WriteConstraints.of(request).required("Key").check();
    var action = WriteRequests.update(request);
    var write = SingleWrite.run(database, action);
    return ItemResponse.of(request, write, returned(request, action.update(), write));
  }

  private static @Nullable Map<String, AttributeValue> returned(
      JsonObject request, @Nullable Update update, ItemWrite write) {
    return switch (request.text("ReturnValues", "NONE")) {
      case "ALL_OLD" -> write.before();
      case "ALL_NEW" -> write.after();
      case "UPDATED_OLD" -> written(update, write.before());
      case "UPDATED_NEW" -> written(update, write.after());
      default -> null;
    };
  }

  private static @Nullable Map<String, AttributeValue> written(
      @Nullable Update update, @Nullable Map<String, AttributeValue> item) {
    return update == null || item == null ? null : update.writtenPartOf(item);
  }
}
