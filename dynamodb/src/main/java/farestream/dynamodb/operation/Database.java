package farestream.dynamodb.operation;

import farestream.dynamodb.store.Store;
import farestream.dynamodb.store.StoreException;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.stream.Streams;
import farestream.dynamodb.table.StoredNames;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.table.TableItems;
import farestream.dynamodb.table.TableUpkeep;
import farestream.dynamodb.table.Tables;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemCodec;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The state that the operations read and write.
///
/// @param region the region in ARNs
public record Database(
    Store store,
    StoredNames names,
    Tables tables,
    TableItems items,
    Streams streams,
    InstantSource clock,
    String region) {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  /// The account in ARNs. It has no other use.
  public static final String ACCOUNT = "000000000000";

  public static Database of(Store store, InstantSource clock, String region) {
    var names = new StoredNames(store);
    var codec = new ItemCodec(names);
    return new Database(
        store,
        names,
        new Tables(),
        new TableItems(codec),
        store.read(reader -> new Streams(reader, codec, clock)),
        clock,
        region);
  }

  /// Runs a write transaction and returns when it is durable.
  <T extends @Nullable Object> T write(Store.Transaction<Writer, T> transaction) {
    var result = store.write(transaction);
    try {
      names.numberNewNames();
    } catch (StoreException failure) {
      // The write is committed and must be acknowledged. A later write retries the numbering.
      LOG.log(
          Level.WARNING, "could not number new attribute names; a later write retries it", failure);
    }
    return result;
  }

  public TableUpkeep tableUpkeep() {
    return new TableUpkeep(store, tables, items);
  }

  /// Changes an item in its table, the indexes and the stream.
  ///
  /// @param key the key of the item in the store
  /// @param before the stored item; null if there is none
  /// @param after the new item; null to delete the stored one
  void change(
      Writer writer,
      Table table,
      byte[] key,
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after) {
    items.put(writer, table, key, before, after);
    streams.append(writer, table, key, before, after);
  }

  String tableArn(String table) {
    return "arn:aws:dynamodb:%s:%s:table/%s".formatted(region, ACCOUNT, table);
  }
}
