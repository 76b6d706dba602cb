package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.KeyValidation;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import farestream.dynamodb.value.ItemSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads up to 100 items from one or more tables in one snapshot.
final class TransactGetItems implements Operation {
  private static final int MAX_ITEMS = 100;
  private static final long MAX_BYTES = 4L * 1024 * 1024;
  private static final int CAPACITY_FACTOR = 2;

  private final Database database;

  TransactGetItems(Database database) {
    this.database = database;
  }

  private record Get(
      String table, Map<String, AttributeValue> key, @Nullable Projection projection) {}

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request).required("TransactItems").consumedCapacity().check();
    var gets = TransactItems.of(request, MAX_ITEMS).stream().map(TransactGetItems::get).toList();
    var wanted = Capacity.Wanted.by(request);
    return database.store().read(reader -> read(reader, gets, wanted));
  }

  private static Get get(JsonObject part) {
    var json = part.object("Get");
    if (json == null) {
      throw ServiceException.validation(
          "1 validation error detected: Value null at 'transactItems.1.member.get' failed to"
              + " satisfy constraint: Member must not be null");
    }
    new Constraints(json).tableName().required("Key").check();
    var projection = ProjectionParameter.of(json);
    return new Get(WriteRequests.tableName(json), WriteRequests.item(json, "Key"), projection);
  }

  private Map<String, Object> read(Reader reader, List<Get> gets, Capacity.Wanted wanted) {
    var responses = new ArrayList<Object>();
    var capacities = new LinkedHashMap<String, Capacity>();
    var cancellation = new Cancellation();
    var seen = new HashSet<Map.Entry<String, Map<String, AttributeValue>>>();
    var bytes = 0L;
    for (var get : gets) {
      var table = database.tables().require(reader, get.table);
      if (!seen.add(Map.entry(table.name(), get.key))) {
        throw ServiceException.validation(
            "Transaction request cannot include multiple operations on one item");
      }
      try {
        KeyValidation.requireKey(table.key(), get.key);
        KeyPaths.check(table, get.projection);
        cancellation.none();
      } catch (ServiceException refusal) {
        cancellation.add(refusal);
        continue;
      }
      var item = database.items().get(reader, table, table.key().bytes(get.key));
      var size = item == null ? 0 : ItemSize.of(item);
      bytes += size;
      capacities
          .computeIfAbsent(table.name(), _ -> new Capacity(table))
          .read(null, size, CAPACITY_FACTOR);
      responses.add(response(get, item));
    }
    cancellation.check();
    if (bytes > MAX_BYTES) {
      throw ServiceException.validation(
          "Collection size of items read in TransactItems cannot exceed 4MB");
    }
    var response = new LinkedHashMap<String, Object>();
    response.put("Responses", responses);
    if (wanted != Capacity.Wanted.NONE) {
      response.put(
          "ConsumedCapacity",
          capacities.values().stream().map(each -> json(each, wanted)).toList());
    }
    return response;
  }

  private static Map<String, Object> json(Capacity capacity, Capacity.Wanted wanted) {
    var json = capacity.json(wanted);
    json.put("ReadCapacityUnits", capacity.units());
    return json;
  }

  private static Map<String, Object> response(Get get, @Nullable Map<String, AttributeValue> item) {
    if (item == null) {
      return Map.of();
    }
    return Map.of(
        "Item", ItemJson.writable(get.projection == null ? item : get.projection.of(item)));
  }
}
