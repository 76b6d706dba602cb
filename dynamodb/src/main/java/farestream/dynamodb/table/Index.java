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
/// @param global or local
/// @param keyspace where its entries are in the store: the index's key, then the table's
/// @param backfilledTo while the index is backfilled, the key of the last item that was looked at,
///     empty before the first; the index has no entry of an item above it. Null once it has all
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

  /// Whether the index has, or would have, an entry of the item in this place.
  boolean covers(byte[] itemKey) {
    return backfilledTo == null || Arrays.compareUnsigned(itemKey, backfilledTo.bytes()) <= 0;
  }

  public Index with(Throughput newThroughput) {
    return new Index(name, global, key, projection, newThroughput, keyspace, backfilledTo);
  }

  Index with(@Nullable Binary newBackfilledTo) {
    return new Index(name, global, key, projection, throughput, keyspace, newBackfilledTo);
  }

  /// The attributes that the index has; null for all.
  ///
  /// @param table the table's key
  public @Nullable Set<String> projects(KeySchema table) {
    if (projection.kind() == IndexProjection.Kind.ALL) {
      return null;
    }
    var names = new LinkedHashSet<String>();
    table.attributes().forEach(each -> names.add(each.name()));
    key.attributes().forEach(each -> names.add(each.name()));
    names.addAll(projection.attributes());
    return names;
  }

  /// What the index has of an item.
  public Map<String, AttributeValue> project(KeySchema table, Map<String, AttributeValue> item) {
    var names = projects(table);
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

  /// The place of the entry that a position in a listing names, which has both keys.
  public byte[] entryKey(KeySchema table, Map<String, AttributeValue> position) {
    return entryKey(position, table.bytes(position));
  }

  /// An entry's place: the index's own key, then the item's, since an index key needn't be unique.
  byte[] entryKey(Map<String, AttributeValue> item, byte[] itemKey) {
    return KeyBytes.of(key.bytes(item)).bytes(itemKey).toByteArray();
  }
}
