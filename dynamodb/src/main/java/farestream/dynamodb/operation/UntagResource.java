package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/// Removes tags from a table. Tags that the table doesn't have are ignored.
final class UntagResource implements Operation {
  private final Database database;

  UntagResource(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request).required("ResourceArn").required("TagKeys").check();
    database.write(writer -> untag(writer, request));
    return Map.of();
  }

  private Table untag(Writer writer, JsonObject request) {
    var table = TagRequest.requireTable(database, writer, request, "UntagResource");
    var removed = request.texts("TagKeys");
    if (removed.isEmpty()) {
      throw ServiceException.validation("Atleast one Tag Key needs to be provided as Input.");
    }
    var tags = new LinkedHashMap<>(table.settings().tags());
    tags.keySet().removeAll(removed);
    var untagged = table.with(table.settings().withTags(tags));
    database.tables().put(writer, untagged);
    return untagged;
  }
}
