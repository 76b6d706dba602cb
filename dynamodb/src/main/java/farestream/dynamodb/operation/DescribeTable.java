package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// Describes a table. Its status is always ACTIVE; that of an index can be CREATING.
final class DescribeTable implements Operation {
  private final Database database;

  DescribeTable(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    return Map.of(
        "Table",
        database
            .store()
            .read(
                reader ->
                    TableDescription.of(
                        database, reader, TableLookup.require(database, reader, name), "ACTIVE")));
  }
}
