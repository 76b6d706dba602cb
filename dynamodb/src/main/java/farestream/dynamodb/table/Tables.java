package farestream.dynamodb.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The definitions of all tables. Every request reads them from the snapshot that it runs on; a
/// cache avoids parsing them again. Thread-safe.
public final class Tables {
  private final ParsedCache<Table> parsed = new ParsedCache<>(TableJson::read);

  public @Nullable Table find(Reader reader, String name) {
    return parsed.get(name, reader.get(Keyspaces.TABLES, name.getBytes(UTF_8)));
  }

  /// Returns a table for an operation on items. Operations on tables have another error message.
  ///
  /// @throws ServiceException (ResourceNotFoundException) if the table doesn't exist
  public Table require(Reader reader, String name) {
    var table = find(reader, name);
    if (table == null) {
      throw ServiceException.of("ResourceNotFoundException", "Requested resource not found");
    }
    return table;
  }

  public void put(Writer writer, Table table) {
    writer.put(Keyspaces.TABLES, table.name().getBytes(UTF_8), TableJson.write(table));
  }

  /// Deletes the definition. [TableUpkeep] later removes the entries of the table and its indexes.
  public void delete(Writer writer, Table table) {
    writer.delete(Keyspaces.TABLES, table.name().getBytes(UTF_8));
    DroppedKeyspaces.add(writer, table.keyspace());
    table.indexes().forEach(index -> DroppedKeyspaces.add(writer, index.keyspace()));
  }

  /// Returns all tables, ordered by name.
  List<Table> list(Reader reader) {
    return names(reader, null, Integer.MAX_VALUE).stream()
        .map(name -> Objects.requireNonNull(find(reader, name)))
        .toList();
  }

  /// Returns the names of tables in order.
  ///
  /// @param after the name after which the list starts; null to start with the first
  public List<String> names(Reader reader, @Nullable String after, int limit) {
    var names = new ArrayList<String>();
    var all = KeyRange.all(Keyspaces.TABLES);
    reader.scan(
        after == null ? all : all.beyond(after.getBytes(UTF_8)),
        (key, _) -> {
          names.add(new String(key, UTF_8));
          return names.size() < limit;
        });
    return names;
  }
}
