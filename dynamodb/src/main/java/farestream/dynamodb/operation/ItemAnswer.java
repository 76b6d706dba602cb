package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answer to a write of one item: the attributes, capacity and metrics that were asked for.
final class ItemAnswer {
  private ItemAnswer() {}

  /// @param attributes null or empty to leave them out
  static Map<String, Object> of(
      JsonObject request, ItemWrite write, @Nullable Map<String, AttributeValue> attributes) {
    var answer = new LinkedHashMap<String, Object>();
    if (attributes != null && !attributes.isEmpty()) {
      answer.put("Attributes", ItemJson.writable(attributes));
    }
    var wanted = Capacity.Wanted.by(request);
    if (wanted != Capacity.Wanted.NONE) {
      var capacity = new Capacity(write.table());
      capacity.write(write, 1);
      answer.put("ConsumedCapacity", capacity.json(wanted));
    }
    var some = write.after() == null ? write.before() : write.after();
    if (some != null && ItemCollectionMetrics.isWanted(request)) {
      var metrics = ItemCollectionMetrics.of(write.table(), some);
      if (metrics != null) {
        answer.put("ItemCollectionMetrics", Objects.requireNonNull(metrics));
      }
    }
    return answer;
  }
}
