package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates a table. The table is active immediately, although the response has the status
/// CREATING, as at AWS.
final class CreateTable implements Operation {
  private final Database database;

  CreateTable(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request, Constraints.MIN_NAME_LENGTH);
    DefinitionConstraints.checkCreation(request);
    var definition = TableRequest.of(name, request);
    var stream = StreamRequest.ofCreation(request);
    return Map.of("TableDescription", database.write(writer -> create(writer, definition, stream)));
  }

  private Map<String, ?> create(
      Writer writer, TableRequest definition, @Nullable StreamRequest stream) {
    if (database.tables().find(writer, definition.name()) != null) {
      throw ServiceException.of(
          "ResourceInUseException", "Table already exists: " + definition.name());
    }
    var table = definition.create(writer, database.clock().instant());
    if (stream != null) {
      table = stream.apply(database, writer, table);
    }
    database.tables().put(writer, table);
    return TableDescription.of(database, writer, table, "CREATING");
  }
}
