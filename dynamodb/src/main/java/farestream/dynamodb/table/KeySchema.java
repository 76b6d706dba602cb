package farestream.dynamodb.table;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.KeyBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The key of a table or an index.
///
/// @param sort null where the partition key is the whole key
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

  public List<KeyAttribute> attributes() {
    return sort == null ? List.of(partition) : List.of(partition, sort);
  }

  public boolean has(String attribute) {
    return attributes().stream().anyMatch(each -> each.name().equals(attribute));
  }

  /// The key attributes of an item that has them all.
  public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    var key = new LinkedHashMap<String, AttributeValue>();
    for (var attribute : attributes()) {
      key.put(attribute.name(), valueOf(attribute, item));
    }
    return key;
  }

  /// Whether the item has all key attributes: one without isn't in a sparse index.
  public boolean isIn(Map<String, AttributeValue> item) {
    return attributes().stream().allMatch(each -> item.containsKey(each.name()));
  }

  /// Whether the key attributes that an item has are of the right types, so that it may be in the
  /// index.
  public boolean hasTypesOf(Map<String, AttributeValue> item) {
    for (var attribute : attributes()) {
      var value = item.get(attribute.name());
      if (value != null && !value.type().equals(attribute.type().name())) {
        return false;
      }
    }
    return true;
  }

  /// The place of an item in the store: the hash of the partition, then the values.
  public byte[] bytes(Map<String, AttributeValue> item) {
    var key = KeyBytes.partition(valueOf(partition, item));
    if (sort != null) {
      key.value(valueOf(sort, item));
    }
    return key.toByteArray();
  }

  private static AttributeValue valueOf(KeyAttribute attribute, Map<String, AttributeValue> item) {
    var value = item.get(attribute.name());
    if (value == null) {
      throw new IllegalArgumentException("the item has no " + attribute.name());
    }
    return value;
  }
}
