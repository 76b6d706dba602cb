package farestream.dynamodb.table;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.Binary;
import farestream.dynamodb.value.KeyBytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A secondary index.
///
/// @param global whether the index is global rather than local
/// @param keyspace the keyspace of its entries, whose keys are the index key followed by the table
///     key
/// @param backfilledTo during a backfill, the key of the last item that was processed, or empty if
///     none was; items above it have no entries yet. Null if the index is complete
public record Index(
    String name,
    boolean global,
    KeySchema key,
    IndexProjection projection,
    Throughput throughput,
    int keyspace,
    @Nullable Binary backfilledTo) {

  public boolean isBackfilling() {
    return backfilledTo != null;
  }

  /// Returns whether the index must be maintained for the item with this key. During a backfill,
  /// it isn't maintained for items that the backfill has yet to reach.
  boolean covers(byte[] itemKey) {
    return backfilledTo == null || Arrays.compareUnsigned(itemKey, backfilledTo.bytes()) <= 0;
  }

  public Index with(Throughput newThroughput) {
    return new Index(name, global, key, projection, newThroughput, keyspace, backfilledTo);
  }

  Index with(@Nullable Binary newBackfilledTo) {
    return new Index(name, global, key, projection, throughput, keyspace, newBackfilledTo);
  }

  /// Returns the names of the projected attributes; null for all attributes.
  ///
  /// @param table the table's key
  public @Nullable Set<String> projectedNames(KeySchema table) {
    if (projection.kind() == IndexProjection.Kind.ALL) {
      return null;
    }
    var names = new LinkedHashSet<String>();
    table.attributes().forEach(each -> names.add(each.name()));
    key.attributes().forEach(each -> names.add(each.name()));
    names.addAll(projection.attributes());
    return names;
  }

  /// Returns the attributes of an item that the index projects.
  public Map<String, AttributeValue> project(KeySchema table, Map<String, AttributeValue> item) {
    var names = projectedNames(table);
    if (names == null) {
      return item;
    }
    var projected = new LinkedHashMap<String, AttributeValue>();
    for (var name : names) {
      var value = item.get(name);
      if (value != null) {
        projected.put(name, value);
      }
    }
    return projected;
  }

  /// Returns the key of the entry at a position, such as an `ExclusiveStartKey`, which has the
  /// attributes of both keys.
  public byte[] entryKey(KeySchema table, Map<String, AttributeValue> position) {
    return entryKey(position, table.bytes(position));
  }

  /// Returns the key of an item's entry: the index key followed by the item's key, because an
  /// index key needn't be unique.
  byte[] entryKey(Map<String, AttributeValue> item, byte[] itemKey) {
    return KeyBytes.of(key.bytes(item)).bytes(itemKey).toByteArray();
  }
}
