package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import farestream.dynamodb.value.ItemSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of a Query or Scan. It ends after `Limit` items, after 1 MiB or at the end of the range.
/// Not thread-safe.
final class Page {
  private static final long MAX_BYTES = 1024 * 1024;

  private final Selection selection;
  private final @Nullable Condition filter;
  private final long limit;
  private final List<Map<String, AttributeValue>> items = new ArrayList<>();
  private @Nullable Map<String, AttributeValue> last;
  private long count;
  private long scanned;
  private long bytes;
  private long entryBytes;
  private long fetchUnits;
  private boolean full;

  /// @param filter null to return all items
  /// @param limit the maximum number of items to evaluate, before the filter is applied
  Page(Selection selection, @Nullable Condition filter, long limit) {
    this.selection = selection;
    this.filter = filter;
    this.limit = limit;
  }

  void read(Database database, Reader reader, KeyRange range) {
    var table = selection.table();
    var isIndex = selection.index() != null;
    reader.scan(
        range,
        (key, value) -> {
          var items = database.items();
          add(isIndex ? items.get(reader, table, key, value) : items.decode(value));
          return !full;
        });
  }

  private void add(Map<String, AttributeValue> item) {
    var read = selection.read(item);
    scanned++;
    bytes += ItemSize.of(read);
    if (selection.fetches()) {
      entryBytes += ItemSize.of(selection.entry(item));
      fetchUnits += Capacity.readUnits(ItemSize.of(item));
    } else {
      entryBytes += ItemSize.of(read);
    }
    if (filter == null || filter.isMetBy(read)) {
      count++;
      if (!selection.countOnly()) {
        items.add(selection.returned(read));
      }
    }
    if (scanned >= limit || bytes >= MAX_BYTES) {
      full = true;
      last = item;
    }
  }

  Map<String, Object> response(JsonObject request) {
    var response = new LinkedHashMap<String, Object>();
    if (!selection.countOnly()) {
      response.put("Items", items.stream().map(ItemJson::writable).toList());
    }
    response.put("Count", count);
    response.put("ScannedCount", scanned);
    if (last != null) {
      var table = selection.table();
      response.put("LastEvaluatedKey", ItemJson.writable(position(table, selection.index(), last)));
    }
    var wanted = Capacity.Wanted.by(request);
    if (wanted != Capacity.Wanted.NONE) {
      var capacity = new Capacity(selection.table());
      var factor = request.isTrue("ConsistentRead") ? 1 : 0.5;
      capacity.read(selection.index(), entryBytes, factor);
      capacity.fetch(fetchUnits, factor);
      response.put("ConsumedCapacity", capacity.json(wanted));
    }
    return response;
  }

  /// Returns the position of an item for `LastEvaluatedKey`: the table key and, for an index, the
  /// index key.
  private static Map<String, AttributeValue> position(
      Table table, @Nullable Index index, Map<String, AttributeValue> item) {
    var position = table.key().of(item);
    if (index != null) {
      position.putAll(index.key().of(item));
    }
    return position;
  }

  /// Returns the store key of `ExclusiveStartKey`; null if the request has none.
  ///
  /// @throws ServiceException (ValidationException) if it doesn't have exactly the attributes of
  ///     the keys
  static byte @Nullable [] start(JsonObject request, Table table, @Nullable Index index) {
    var json = request.object("ExclusiveStartKey");
    if (json == null) {
      return null;
    }
    var start = ItemJson.item(json);
    var expected = new LinkedHashMap<String, String>();
    table.key().attributes().forEach(each -> expected.put(each.name(), each.type().name()));
    if (index != null) {
      index.key().attributes().forEach(each -> expected.put(each.name(), each.type().name()));
    }
    var types = new LinkedHashMap<String, String>();
    start.forEach((name, value) -> types.put(name, value.type()));
    if (!types.equals(expected)) {
      throw ServiceException.validation(
          "The provided starting key is invalid: The provided key element does not match the"
              + " schema");
    }
    return index == null ? table.key().bytes(start) : index.entryKey(table.key(), start);
  }

  /// Returns the index of the request; null if the request reads the table.
  static @Nullable Index index(JsonObject request, Table table) {
    var name = request.text("IndexName");
    if (name == null) {
      return null;
    }
    var index = table.index(name);
    if (index == null) {
      throw ServiceException.validation("The table does not have the specified index: " + name);
    }
    if (index.isBackfilling()) {
      throw ServiceException.validation(
          "Cannot read from backfilling global secondary index: " + name);
    }
    if (index.global() && request.isTrue("ConsistentRead")) {
      throw ServiceException.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    return index;
  }

  static long limit(JsonObject request) {
    var limit = request.integer("Limit");
    return limit == null ? Long.MAX_VALUE : limit;
  }
}
