package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.KeyValidation;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts and deletes up to 25 items. It always writes all of them, so none is returned as
/// unprocessed.
final class BatchWriteItem implements Operation {
  private static final int MAX_ITEMS = 25;

  private final Database database;

  BatchWriteItem(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request).consumedCapacity().check();
    var actions = actions(request);
    var wanted = Capacity.Wanted.by(request);
    var writes = database.write(writer -> write(writer, actions));
    var response = new LinkedHashMap<String, Object>();
    response.put("UnprocessedItems", Map.of());
    if (wanted != Capacity.Wanted.NONE) {
      response.put("ConsumedCapacity", Capacities.ofWrites(writes, 1, wanted));
    }
    if (ItemCollectionMetrics.isWanted(request)) {
      response.put("ItemCollectionMetrics", ItemCollectionMetrics.of(writes));
    }
    return response;
  }

  private List<ItemWrite> write(Writer writer, List<WriteAction> actions) {
    // Comparing keys requires the table definitions. All keys are checked before the first write.
    var seen = new HashSet<Map.Entry<String, Map<String, AttributeValue>>>();
    for (var action : actions) {
      Table table = database.tables().require(writer, action.tableName());
      // Unlike that of PutItem, the error message doesn't name the attribute that is missing or of
      // the wrong type.
      if (action instanceof PutAction(_, var item, _, _)) {
        KeyValidation.requireKeyIn(table.key(), item);
      }
      if (!seen.add(Map.entry(table.name(), table.key().of(action.key(table))))) {
        throw ServiceException.validation("Provided list of item keys contains duplicates");
      }
    }
    var writes = new ArrayList<ItemWrite>();
    for (var action : actions) {
      writes.add(ItemWrite.decide(database, writer, action));
    }
    writes.forEach(write -> write.apply(database, writer));
    return writes;
  }

  private static List<WriteAction> actions(JsonObject request) {
    var tables = request.object("RequestItems");
    if (tables == null || tables.keys().isEmpty()) {
      throw ServiceException.validation(
          "The requestItems parameter is required for BatchWriteItem");
    }
    var actions = new ArrayList<WriteAction>();
    for (var table : tables.keys()) {
      var requests = tables.objects(table);
      if (requests.isEmpty() || requests.size() > MAX_ITEMS) {
        throw ServiceException.validation(
            ("1 validation error detected: Value '{%s=%s}' at 'requestItems' failed to satisfy"
                    + " constraint: Map value must satisfy constraint: [Member must have length"
                    + " less than or equal to 25, Member must have length greater than or equal to"
                    + " 1]")
                .formatted(table, requests));
      }
      requests.forEach(each -> actions.add(action(TableNames.of(table), each)));
    }
    if (actions.size() > MAX_ITEMS) {
      throw ServiceException.validation("Too many items requested for the BatchWriteItem call");
    }
    return actions;
  }

  private static WriteAction action(String table, JsonObject json) {
    var put = json.object("PutRequest");
    var delete = json.object("DeleteRequest");
    if ((put == null) == (delete == null)) {
      throw ServiceException.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    return put != null
        ? new PutAction(table, item(put, "Item"), null, false)
        : new KeyAction(table, item(Objects.requireNonNull(delete), "Key"), null, false, true);
  }

  private static Map<String, AttributeValue> item(JsonObject json, String parameter) {
    var item = json.object(parameter);
    if (item == null) {
      throw ServiceException.validation(
          ("1 validation error detected: Value null at '%s' failed to satisfy constraint: Member"
                  + " must not be null")
              .formatted(Constraints.path(parameter)));
    }
    return ItemJson.item(item);
  }
}
