package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.Index;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sizes of item collections, which only tables with a local index have. This server doesn't
/// track them and always reports the smallest range.
final class ItemCollectionMetrics {
  private ItemCollectionMetrics() {}

  static boolean isWanted(JsonObject request) {
    return request.text("ReturnItemCollectionMetrics", "NONE").equals("SIZE");
  }

  /// Returns the metrics of an item's collection; null if the table has no local index.
  static @Nullable Map<String, Object> of(Table table, Map<String, AttributeValue> item) {
    var partition = table.key().partition().name();
    var value = item.get(partition);
    if (value == null || table.indexes().stream().allMatch(Index::global)) {
      return null;
    }
    return Map.of(
        "ItemCollectionKey",
        Map.of(partition, ItemJson.writable(value)),
        "SizeEstimateRangeGB",
        List.of(0.0, 1.0));
  }

  /// Returns the metrics by table, one for each item collection that was written to.
  static Map<String, Object> of(List<ItemWrite> writes) {
    var byTable = new LinkedHashMap<String, Object>();
    var collections = new LinkedHashMap<String, Set<Object>>();
    for (var write : writes) {
      var item = write.after() == null ? write.before() : write.after();
      var metrics = item == null ? null : of(write.table(), item);
      if (metrics != null) {
        var name = write.table().name();
        collections.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(metrics);
        byTable.put(name, collections.get(name));
      }
    }
    return byTable;
  }
}
