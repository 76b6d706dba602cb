package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import java.util.Map;

/// Deletes a table. The table disappears immediately, and its name can be reused; its items are
/// removed in the background. Its stream stays readable until the records are trimmed.
final class DeleteTable implements Operation {
  private final Database database;
  private final Runnable upkeep;

  /// @param upkeep triggers a background run of [farestream.dynamodb.table.TableUpkeep]
  DeleteTable(Database database, Runnable upkeep) {
    this.database = database;
    this.upkeep = upkeep;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    var description = database.write(writer -> delete(writer, name));
    upkeep.run();
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
