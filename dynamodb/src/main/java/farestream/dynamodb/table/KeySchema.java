package farestream.dynamodb.table;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.KeyBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The key of a table or an index.
///
/// @param sort the sort key; null if the key is a partition key only
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

  public List<KeyAttribute> attributes() {
    return sort == null ? List.of(partition) : List.of(partition, sort);
  }

  public boolean has(String attribute) {
    return attributes().stream().anyMatch(each -> each.name().equals(attribute));
  }

  /// Returns the key attributes of an item, which must have all of them.
  public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    var key = new LinkedHashMap<String, AttributeValue>();
    for (var attribute : attributes()) {
      key.put(attribute.name(), valueOf(attribute, item));
    }
    return key;
  }

  /// Returns whether an item has all key attributes. Indexes are sparse: they omit items that
  /// don't.
  public boolean isIn(Map<String, AttributeValue> item) {
    return attributes().stream().allMatch(each -> item.containsKey(each.name()));
  }

  /// Returns whether the key attributes that an item has are of the key's types.
  public boolean hasTypesOf(Map<String, AttributeValue> item) {
    for (var attribute : attributes()) {
      var value = item.get(attribute.name());
      if (value != null && !value.type().equals(attribute.type().name())) {
        return false;
      }
    }
    return true;
  }

  /// Returns the key of an item in the store: the hash of the partition key, then the values of
  /// the key attributes.
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
