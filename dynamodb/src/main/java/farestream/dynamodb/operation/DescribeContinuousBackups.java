package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// Reports that continuous backups are disabled, which they are for every table.
final class DescribeContinuousBackups implements Operation {
  private final Database database;

  DescribeContinuousBackups(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    if (database.store().read(reader -> database.tables().find(reader, name) == null)) {
      throw ServiceException.of("TableNotFoundException", "Table not found: " + name);
    }
    return Map.of(
        "ContinuousBackupsDescription",
        Map.of(
            "ContinuousBackupsStatus",
            "DISABLED",
            "PointInTimeRecoveryDescription",
            Map.of("PointInTimeRecoveryStatus", "DISABLED")));
  }
}
