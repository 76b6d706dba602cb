package farestream.dynamodb.table;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.ItemSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Validates keys as DynamoDB does.
public final class KeyValidation {
  private static final int MAX_PARTITION_KEY_BYTES = 2_048;
  private static final int MAX_SORT_KEY_BYTES = 1_024;

  private KeyValidation() {}

  /// Checks that a `Key` has the attributes of the key schema, with their types, and no others.
  public static void requireKey(KeySchema schema, Map<String, AttributeValue> key) {
    if (key.size() != schema.attributes().size()) {
      throw keyMismatch();
    }
    requireKeyIn(schema, key);
    requireValues(schema, key);
  }

  /// Checks that an item of a batch has the attributes of the key schema, with their types.
  public static void requireKeyIn(KeySchema schema, Map<String, AttributeValue> item) {
    if (!schema.isIn(item) || !schema.hasTypesOf(item)) {
      throw keyMismatch();
    }
  }

  private static ServiceException keyMismatch() {
    return ServiceException.validation("The provided key element does not match the schema");
  }

  /// Checks that an item to be put has its key, and that index keys that it has are of their
  /// types.
  public static void requireItem(Table table, Map<String, AttributeValue> item) {
    for (var attribute : table.key().attributes()) {
      var value = item.get(attribute.name());
      if (value == null) {
        throw ServiceException.invalidParameter(
            "Missing the key %s in the item".formatted(attribute.name()));
      }
      if (!value.type().equals(attribute.type().name())) {
        throw ServiceException.invalidParameter(
            "Type mismatch for key %s expected: %s actual: %s"
                .formatted(attribute.name(), attribute.type(), value.type()));
      }
    }
    requireValues(table.key(), item);
    requireIndexKeys(table, item);
  }

  public static void requireIndexKeys(Table table, Map<String, AttributeValue> item) {
    for (var index : table.indexes()) {
      for (var attribute : index.key().attributes()) {
        var value = item.get(attribute.name());
        if (value == null) {
          continue;
        }
        if (!value.type().equals(attribute.type().name())) {
          throw ServiceException.invalidParameter(
              "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
                  .formatted(attribute.name(), attribute.type(), value.type(), index.name()));
        }
        if (isEmpty(value)) {
          throw ServiceException.validation(
              "One or more parameter values are not valid. A value specified for a secondary index"
                  + " key is not supported. The AttributeValue for a key attribute cannot contain"
                  + " an empty %s value. IndexName: %s, IndexKey: %s"
                      .formatted(kind(value), index.name(), attribute.name()));
        }
      }
      requireSizes(index.key(), item);
    }
  }

  /// Returns whether an index has an entry for an item, which must have the index key with values
  /// that are valid for a key. Only an item that was written before the index was created can have
  /// invalid values.
  static boolean isIndexed(KeySchema index, Map<String, AttributeValue> item) {
    return index.isIn(item)
        && index.hasTypesOf(item)
        && index.attributes().stream().noneMatch(each -> isEmpty(item.get(each.name())))
        && hasSizes(index, item);
  }

  private static boolean hasSizes(KeySchema schema, Map<String, AttributeValue> key) {
    return size(schema.partition(), key) <= MAX_PARTITION_KEY_BYTES
        && (schema.sort() == null || size(schema.sort(), key) <= MAX_SORT_KEY_BYTES);
  }

  private static int size(KeyAttribute attribute, Map<String, AttributeValue> key) {
    var value = key.get(attribute.name());
    return value == null ? 0 : ItemSize.of(value);
  }

  private static void requireSizes(KeySchema schema, Map<String, AttributeValue> key) {
    if (size(schema.partition(), key) > MAX_PARTITION_KEY_BYTES) {
      throw ServiceException.invalidParameter(
          "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (!hasSizes(schema, key)) {
      throw ServiceException.invalidParameter(
          "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  private static void requireValues(KeySchema schema, Map<String, AttributeValue> key) {
    for (var attribute : schema.attributes()) {
      var value = key.get(attribute.name());
      if (value != null && isEmpty(value)) {
        throw ServiceException.validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty %s value. Key: %s"
                    .formatted(kind(value), attribute.name()));
      }
    }
    requireSizes(schema, key);
  }

  private static boolean isEmpty(@Nullable AttributeValue value) {
    return switch (value) {
      case null -> false;
      case S(var text) -> text.isEmpty();
      case B(var binary) -> binary.bytes().length == 0;
      default -> false;
    };
  }

  private static String kind(AttributeValue value) {
    return value instanceof S ? "string" : "binary";
  }
}
