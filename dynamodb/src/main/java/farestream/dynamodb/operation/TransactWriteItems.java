package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes up to 100 items of one or more tables atomically.
final class TransactWriteItems implements Operation {
  private static final int MAX_ITEMS = 100;
  private static final long MAX_BYTES = 4L * 1024 * 1024;
  private static final int CAPACITY_FACTOR = 2;

  private final Database database;
  private final TransactionTokens tokens;

  TransactWriteItems(Database database) {
    this.database = database;
    this.tokens = new TransactionTokens(database.clock());
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request)
        .required("TransactItems")
        .consumedCapacity()
        .oneOf("ReturnItemCollectionMetrics", "SIZE", "NONE")
        .check();
    var parts = TransactItems.of(request, MAX_ITEMS);
    var actions = parts.stream().map(TransactWriteItems::action).toList();
    var token = request.text("ClientRequestToken");
    var wanted = Capacity.Wanted.by(request);
    var writes =
        database.write(
            writer -> {
              if (token != null && tokens.isRepeated(writer, token, parts)) {
                return decide(writer, actions, false);
              }
              var decided = decide(writer, actions, true);
              decided.forEach(write -> write.apply(database, writer));
              if (token != null) {
                tokens.remember(writer, token, parts);
              }
              return decided;
            });
    return response(request, writes, wanted);
  }

  private static Map<String, Object> response(
      JsonObject request, List<ItemWrite> writes, Capacity.Wanted wanted) {
    var response = new LinkedHashMap<String, Object>();
    if (wanted != Capacity.Wanted.NONE) {
      response.put("ConsumedCapacity", Capacities.ofWrites(writes, CAPACITY_FACTOR, wanted));
    }
    if (ItemCollectionMetrics.isWanted(request)) {
      response.put("ItemCollectionMetrics", ItemCollectionMetrics.of(writes));
    }
    return response;
  }

  private static WriteAction action(JsonObject part) {
    var kinds = part.names();
    if (kinds.size() != 1) {
      throw ServiceException.validation(
          "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    var kind = kinds.iterator().next();
    var json = part.object(kind);
    if (json == null) {
      throw new IllegalStateException(kind);
    }
    var constraints = new Constraints(json).tableName();
    return switch (kind) {
      case "Put" -> {
        constraints.required("Item").check();
        yield WriteRequests.put(json);
      }
      case "Delete" -> {
        constraints.required("Key").check();
        yield WriteRequests.delete(json);
      }
      case "Update" -> {
        constraints.required("Key").required("UpdateExpression").check();
        yield WriteRequests.update(json);
      }
      case "ConditionCheck" -> {
        constraints.required("Key").required("ConditionExpression").check();
        yield WriteRequests.check(json);
      }
      default ->
          throw ServiceException.validation(
              "TransactItems can only contain one of Check, Put, Update or Delete");
    };
  }

  private List<ItemWrite> decide(Writer writer, List<WriteAction> actions, boolean isNew) {
    requireDistinct(writer, actions);
    var writes = new ArrayList<ItemWrite>();
    var cancellation = new Cancellation();
    var bytes = 0L;
    for (var action : actions) {
      try {
        var write = ItemWrite.decide(database, writer, action);
        bytes += size(write.after() == null ? write.before() : write.after());
        writes.add(write);
        cancellation.none();
      } catch (ServiceException refusal) {
        if (isNew) {
          cancellation.add(refusal);
        }
      }
    }
    cancellation.check();
    if (bytes > MAX_BYTES) {
      throw ServiceException.validation(
          "Collection size of items to be updated in TransactItems cannot exceed 4MB");
    }
    return writes;
  }

  private static int size(@Nullable Map<String, AttributeValue> item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  private void requireDistinct(Writer writer, List<WriteAction> actions) {
    var seen = new HashSet<Map.Entry<String, Map<String, AttributeValue>>>();
    for (var action : actions) {
      var table = database.tables().require(writer, action.tableName());
      var key = keyIfValid(table, action);
      if (key != null && !seen.add(Map.entry(table.name(), key))) {
        throw ServiceException.validation(
            "Transaction request cannot include multiple operations on one item");
      }
    }
  }

  /// Returns the key of an action, or null if it is invalid. An invalid key doesn't fail the
  /// request here; it cancels the transaction later.
  private static @Nullable Map<String, AttributeValue> keyIfValid(Table table, WriteAction action) {
    try {
      return action.key(table);
    } catch (ServiceException invalidKey) {
      return null;
    }
  }
}
