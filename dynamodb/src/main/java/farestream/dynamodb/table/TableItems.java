package farestream.dynamodb.table;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.Binary;
import farestream.dynamodb.value.ItemCodec;
import farestream.dynamodb.value.ItemSize;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads and writes the items of tables and the entries of their indexes. The key of an entry ends
/// with the key of its item, and its value is the position where that begins. Projected attributes
/// aren't copied to the entry but read from the item.
public final class TableItems {
  private final ItemCodec codec;

  public TableItems(ItemCodec codec) {
    this.codec = codec;
  }

  public @Nullable Map<String, AttributeValue> get(Reader reader, Table table, byte[] key) {
    var bytes = reader.get(table.keyspace(), key);
    return bytes == null ? null : codec.decode(bytes);
  }

  /// Returns the item of an index entry.
  ///
  /// @param entry the key of the entry
  /// @param value the value of the entry
  public Map<String, AttributeValue> get(Reader reader, Table table, byte[] entry, byte[] value) {
    var start = ByteBuffer.wrap(value).getShort();
    var item = get(reader, table, Arrays.copyOfRange(entry, start, entry.length));
    return Objects.requireNonNull(item, "an index entry has no item");
  }

  /// Decodes a stored item.
  public Map<String, AttributeValue> decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  /// Inserts, replaces or deletes an item and updates the index entries.
  ///
  /// @param before the stored item; null if there is none
  /// @param after the new item; null to delete the stored one
  public void put(
      Writer writer,
      Table table,
      byte[] key,
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after) {
    if (after != null) {
      writer.put(table.keyspace(), key, codec.encode(after));
    } else if (before != null) {
      writer.delete(table.keyspace(), key);
    }
    resize(writer, table.keyspace(), before, after);
    for (var index : table.indexes()) {
      if (!index.covers(key)) {
        continue;
      }
      var old = entryKey(index, before, key);
      var next = entryKey(index, after, key);
      if (old != null && !Arrays.equals(old, next)) {
        writer.delete(index.keyspace(), old);
      }
      if (next != null && !Arrays.equals(old, next)) {
        writer.put(index.keyspace(), next, start(next, key));
      }
      resize(
          writer,
          index.keyspace(),
          old == null || before == null ? null : index.project(table.key(), before),
          next == null || after == null ? null : index.project(table.key(), after));
    }
  }

  private static byte[] start(byte[] entry, byte[] key) {
    var start = (short) (entry.length - key.length);
    return ByteBuffer.allocate(Short.BYTES).putShort(start).array();
  }

  private static void resize(
      Writer writer,
      int keyspace,
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after) {
    var entries = (after == null ? 0 : 1) - (before == null ? 0 : 1);
    var bytes = size(after) - size(before);
    if (entries != 0 || bytes != 0) {
      writer.resize(keyspace, entries, bytes);
    }
  }

  private static long size(@Nullable Map<String, AttributeValue> item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  private static byte @Nullable [] entryKey(
      Index index, @Nullable Map<String, AttributeValue> item, byte[] key) {
    return item != null && KeyValidation.isIndexed(index.key(), item)
        ? index.entryKey(item, key)
        : null;
  }

  /// Adds one page of the table's items to an index that is being backfilled. Like DynamoDB, it
  /// omits an item whose attribute isn't of the type of the index key.
  ///
  /// @return the index with its new backfill position
  Index backfill(Writer writer, Table table, Index index) {
    var done = Objects.requireNonNull(index.backfilledTo()).bytes();
    var last =
        EntryPage.visit(
            writer,
            KeyRange.all(table.keyspace()).beyond(done),
            (key, value) -> {
              var item = codec.decode(value);
              var entry = entryKey(index, item, key);
              if (entry != null) {
                writer.put(index.keyspace(), entry, start(entry, key));
                resize(writer, index.keyspace(), null, index.project(table.key(), item));
              }
              return true;
            });
    return index.with(last == null ? null : new Binary(last));
  }
}
