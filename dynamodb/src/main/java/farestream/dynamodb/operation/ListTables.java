package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lists the names of tables, a page at a time.
final class ListTables implements Operation {
  private static final int LARGEST_PAGE = 100;

  private final Database database;

  ListTables(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request)
        .name("ExclusiveStartTableName", Constraints.SHORTEST_NAME)
        .atLeast("Limit", 1)
        .atMost("Limit", LARGEST_PAGE)
        .check();
    var wanted = request.integer("Limit");
    var limit = wanted == null ? LARGEST_PAGE : Math.toIntExact(wanted);
    var after = request.text("ExclusiveStartTableName");
    var names = database.store().read(reader -> database.tables().names(reader, after, limit + 1));
    var page = names.subList(0, Math.min(limit, names.size()));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("TableNames", page);
    if (names.size() > limit) {
      answer.put("LastEvaluatedTableName", page.getLast());
    }
    return answer;
  }
}
