package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.Table;

/// Looks up the table of an operation on tables, by its name or its ARN.
final class TableLookup {
  private TableLookup() {}

  /// Returns the name of the table in a request.
  ///
  /// @param minLength the minimum length of the name
  static String name(JsonObject request, int minLength) {
    var text = request.text("TableName");
    if (text == null) {
      throw ServiceException.validation(
          "The parameter 'TableName' is required but was not present in the request");
    }
    var name = TableNames.of(text);
    new Constraints(request).name("tableName", name, minLength).check();
    return name;
  }

  static String name(JsonObject request) {
    return name(request, 1);
  }

  /// @throws ServiceException (ResourceNotFoundException) if the table doesn't exist
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
