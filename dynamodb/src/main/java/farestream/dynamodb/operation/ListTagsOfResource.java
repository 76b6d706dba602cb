package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lists all tags of a table in one page.
final class ListTagsOfResource implements Operation {
  private final Database database;

  ListTagsOfResource(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var table =
        database
            .store()
            .read(
                reader -> TagRequest.requireTable(database, reader, request, "ListTagsOfResource"));
    var tags = new ArrayList<Map<String, String>>();
    table
        .settings()
        .tags()
        .forEach(
            (key, value) -> {
              var tag = new LinkedHashMap<String, String>();
              tag.put("Key", key);
              tag.put("Value", value);
              tags.add(tag);
            });
    return Map.of("Tags", tags);
  }
}
