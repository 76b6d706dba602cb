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

/// Reads up to 100 items by their keys, up to 16 MiB in total. The remaining keys are returned as
/// unprocessed.
final class BatchGetItem implements Operation {
  private static final int MAX_KEYS = 100;
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final Database database;

  BatchGetItem(Database database) {
    this.database = database;
  }

  /// The part of a request that reads from one table.
  private record TablePart(
      String table,
      JsonObject json,
      List<Map<String, AttributeValue>> keys,
      @Nullable Projection projection) {}

  @Override
  public Map<String, ?> run(JsonObject request) {
    new Constraints(request).consumedCapacity().check();
    var parts = parts(request);
    var wanted = Capacity.Wanted.by(request);
    return database.store().read(reader -> new Answer().read(reader, parts, wanted));
  }

  private static List<TablePart> parts(JsonObject request) {
    var tables = request.object("RequestItems");
    if (tables == null || tables.keys().isEmpty()) {
      throw ServiceException.validation("The requestItems parameter is required for BatchGetItem");
    }
    var parts = new ArrayList<TablePart>();
    var count = 0;
    for (var table : tables.keys()) {
      var json = tables.entry(table);
      count += json.objects("Keys").size();
      if (json.objects("Keys").isEmpty()) {
        throw ServiceException.validation(
            ("1 validation error detected: Value '[]' at 'requestItems.%s.member.keys' failed to"
                    + " satisfy constraint: Member must have length greater than or equal to 1")
                .formatted(table));
      }
      if (json.objects("Keys").size() > MAX_KEYS) {
        throw ServiceException.validation(
            ("1 validation error detected: Value at 'RequestItems.%s.member.Keys' failed to satisfy"
                    + " constraint: Member must have length less than or equal to 100")
                .formatted(table));
      }
      parts.add(part(table, json));
    }
    if (count > MAX_KEYS) {
      throw ServiceException.validation("Too many items requested for the BatchGetItem call");
    }
    return parts;
  }

  private static TablePart part(String table, JsonObject json) {
    var projection = ProjectionParameter.of(json);
    var keys = json.objects("Keys").stream().map(ItemJson::item).toList();
    return new TablePart(TableNames.of(table), json, keys, projection);
  }

  /// The response, to which each part of the request adds its items.
  private final class Answer {
    private final Map<String, Object> responses = new LinkedHashMap<>();
    private final Map<String, Object> unprocessed = new LinkedHashMap<>();
    private final List<Object> capacities = new ArrayList<>();
    private long bytes;

    Map<String, Object> read(Reader reader, List<TablePart> parts, Capacity.Wanted wanted) {
      for (var part : parts) {
        read(reader, part, wanted);
      }
      var response = new LinkedHashMap<String, Object>();
      response.put("Responses", responses);
      response.put("UnprocessedKeys", unprocessed);
      if (wanted != Capacity.Wanted.NONE) {
        response.put("ConsumedCapacity", capacities);
      }
      return response;
    }

    private void read(Reader reader, TablePart part, Capacity.Wanted wanted) {
      var table = database.tables().require(reader, part.table);
      requireDistinct(part.keys);
      KeyPaths.check(table, part.projection);
      var capacity = new Capacity(table);
      var found = new ArrayList<Object>();
      var remaining = new ArrayList<Object>();
      for (var key : part.keys) {
        KeyValidation.requireKey(table.key(), key);
        if (bytes >= MAX_BYTES) {
          remaining.add(ItemJson.writable(key));
          continue;
        }
        var item = database.items().get(reader, table, table.key().bytes(key));
        var size = item == null ? 0 : ItemSize.of(item);
        if (bytes + size > MAX_BYTES) {
          bytes = MAX_BYTES;
          remaining.add(ItemJson.writable(key));
          continue;
        }
        bytes += size;
        capacity.read(null, size, part.json.isTrue("ConsistentRead") ? 1 : 0.5);
        if (item != null) {
          found.add(ItemJson.writable(part.projection == null ? item : part.projection.of(item)));
        }
      }
      responses.put(part.table, found);
      if (!remaining.isEmpty()) {
        unprocessed.put(part.table, unprocessed(part.json, remaining));
      }
      capacities.add(capacity.json(wanted));
    }
  }

  /// Returns the same part of the request for the remaining keys.
  private static Map<String, Object> unprocessed(JsonObject json, List<Object> keys) {
    var part = new LinkedHashMap<String, Object>();
    for (var name : json.names()) {
      var value = json.raw(name);
      if (value != null) {
        part.put(name, value);
      }
    }
    part.put("Keys", keys);
    return part;
  }

  private static void requireDistinct(List<Map<String, AttributeValue>> keys) {
    if (new HashSet<>(keys).size() < keys.size()) {
      throw ServiceException.validation("Provided list of item keys contains duplicates");
    }
  }
}
