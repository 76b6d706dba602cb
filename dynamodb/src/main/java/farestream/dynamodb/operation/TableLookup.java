package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.Table;

/// The table that an operation on tables names, by its name or its ARN.
final class TableLookup {
  private TableLookup() {}

  /// @param shortest how long the name must be at least
  static String name(JsonObject request, int shortest) {
    var text = request.text("TableName");
    if (text == null) {
      throw ServiceException.validation(
          "The parameter 'TableName' is required but was not present in the request");
    }
    var name = TableNames.of(text);
    new Constraints(request).name("tableName", name, shortest).check();
    return name;
  }

  static String name(JsonObject request) {
    return name(request, 1);
  }

  /// @throws ServiceException (ResourceNotFoundException) if there is none
  static Table require(Database database, Reader reader, String name) {
    var table = database.tables().find(reader, name);
    if (table == null) {
      throw ServiceException.of(
          "ResourceNotFoundException",
          "Requested resource not found: Table: %s not found".formatted(name));
    }
    return table;
  }
}
