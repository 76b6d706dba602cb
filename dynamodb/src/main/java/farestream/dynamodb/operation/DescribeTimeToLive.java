package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// Returns the time-to-live setting of a table.
final class DescribeTimeToLive implements Operation {
  private final Database database;

  DescribeTimeToLive(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    var table = database.store().read(reader -> TableLookup.require(database, reader, name));
    var attribute = table.settings().ttlAttribute();
    return Map.of(
        "TimeToLiveDescription",
        attribute == null
            ? Map.of("TimeToLiveStatus", "DISABLED")
            : Map.of("TimeToLiveStatus", "ENABLED", "AttributeName", attribute));
  }
}
