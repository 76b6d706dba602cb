package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a table. It is there at once, though the answer says CREATING as DynamoDB's does.
final class CreateTable implements Operation {
  private final Database database;

  CreateTable(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request, Constraints.SHORTEST_NAME);
    DefinitionConstraints.checkCreation(request);
    var wanted = TableRequest.of(name, request);
    var stream = StreamRequest.ofCreation(request);
    return Map.of("TableDescription", database.write(writer -> create(writer, wanted, stream)));
  }

  private Map<String, ?> create(
      Writer writer, TableRequest wanted, @Nullable StreamRequest stream) {
    if (database.tables().find(writer, wanted.name()) != null) {
      throw ServiceException.of("ResourceInUseException", "Table already exists: " + wanted.name());
    }
    var table = wanted.create(writer, database.clock().instant());
    if (stream != null) {
      table = stream.apply(database, writer, table);
    }
    database.tables().put(writer, table);
    return TableDescription.of(database, writer, table, "CREATING");
  }
}
