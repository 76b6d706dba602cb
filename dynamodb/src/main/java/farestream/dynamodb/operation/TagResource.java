package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/// Adds tags to a table and overwrites the values of existing ones.
final class TagResource implements Operation {
  private final Database database;

  TagResource(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request).required("ResourceArn").required("Tags").check();
    database.write(writer -> tag(writer, request));
    return Map.of();
  }

  private Table tag(Writer writer, JsonObject request) {
    var table = TagRequest.requireTable(database, writer, request, "TagResource");
    var added = TagRequest.tags(request);
    if (added.isEmpty()) {
      throw ServiceException.validation("Atleast one Tag needs to be provided as Input.");
    }
    var tags = new LinkedHashMap<>(table.settings().tags());
    tags.putAll(added);
    var tagged = table.with(table.settings().withTags(TagRequest.limited(tags)));
    database.tables().put(writer, tagged);
    return tagged;
  }
}
