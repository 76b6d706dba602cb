package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.KeyValidation;
import farestream.dynamodb.value.ItemJson;
import farestream.dynamodb.value.ItemSize;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads an item by its key.
final class GetItem implements Operation {

  private final Database database;

  GetItem(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request).tableName().required("Key").consumedCapacity().check();
    var projection = ProjectionParameter.of(request);
    var key = WriteRequests.item(request, "Key");
    var wanted = Capacity.Wanted.by(request);
    return database
        .store()
        .read(
            reader -> {
              var table = database.tables().require(reader, WriteRequests.tableName(request));
              KeyValidation.requireKey(table.key(), key);
              KeyPaths.check(table, projection);
              var item = database.items().get(reader, table, table.key().bytes(key));
              var response = new LinkedHashMap<String, Object>();
              if (item != null) {
                var projected = projection == null ? item : projection.of(item);
                response.put("Item", ItemJson.writable(projected));
              }
              if (wanted != Capacity.Wanted.NONE) {
                var capacity = new Capacity(table);
                capacity.read(
                    null,
                    item == null ? 0 : ItemSize.of(item),
                    request.isTrue("ConsistentRead") ? 1 : 0.5);
                response.put("ConsumedCapacity", capacity.json(wanted));
              }
              return response;
            });
  }
}
