package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Builds the response to a write of one item: the attributes, and the capacity and metrics if
/// requested.
final class ItemResponse {
  private ItemResponse() {}

  /// @param attributes the returned attributes; null or empty to omit them
  static Map<String, Object> of(
      JsonObject request, ItemWrite write, @Nullable Map<String, AttributeValue> attributes) {
    var response = new LinkedHashMap<String, Object>();
    if (attributes != null && !attributes.isEmpty()) {
      response.put("Attributes", ItemJson.writable(attributes));
    }
    var wanted = Capacity.Wanted.by(request);
    if (wanted != Capacity.Wanted.NONE) {
      var capacity = new Capacity(write.table());
      capacity.write(write, 1);
      response.put("ConsumedCapacity", capacity.json(wanted));
    }
    var item = write.after() == null ? write.before() : write.after();
    if (item != null && ItemCollectionMetrics.isWanted(request)) {
      var metrics = ItemCollectionMetrics.of(write.table(), item);
      if (metrics != null) {
        response.put("ItemCollectionMetrics", Objects.requireNonNull(metrics));
      }
    }
    return response;
  }
}
