package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lists a page of the names of tables.
final class ListTables implements Operation {
  private static final int MAX_NAMES = 100;

  private final Database database;

  ListTables(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request)
        .name("ExclusiveStartTableName", Constraints.MIN_NAME_LENGTH)
        .atLeast("Limit", 1)
        .atMost("Limit", MAX_NAMES)
        .check();
    var requested = request.integer("Limit");
    var limit = requested == null ? MAX_NAMES : Math.toIntExact(requested);
    var after = request.text("ExclusiveStartTableName");
    var names = database.store().read(reader -> database.tables().names(reader, after, limit + 1));
    var page = names.subList(0, Math.min(limit, names.size()));
    var response = new LinkedHashMap<String, Object>();
    response.put("TableNames", page);
    if (names.size() > limit) {
      response.put("LastEvaluatedTableName", page.getLast());
    }
    return response;
  }
}
