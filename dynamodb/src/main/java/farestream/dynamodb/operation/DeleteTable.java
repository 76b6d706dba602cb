package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.DroppedSpaces;
import java.util.Map;

/// Deletes a table. It is gone at once; its stream stays readable until its records are trimmed.
final class DeleteTable implements Operation {
  private final Database database;

  DeleteTable(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    var description = database.write(writer -> delete(writer, name));
    while (database.write(DroppedSpaces::removeSome)) {}
    return Map.of("TableDescription", description);
  }

  private Map<String, ?> delete(Writer writer, String name) {
    var table = TableLookup.require(database, writer, name);
    if (table.settings().deletionProtection()) {
      throw ServiceException.validation(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    var description = TableDescription.of(database, writer, table, "DELETING");
    StreamRequest.disable(database, writer, table);
    database.tables().delete(writer, table);
    return description;
  }
}
