package farestream.dynamodb.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Store;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.value.AttributeNames;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The numbers of attribute names. A new name gets its number in a transaction of its own, after
/// the item that brought it was stored with the name itself: so no item on disk ever refers to a
/// number that was rolled back. Thread-safe.
public final class StoredNames implements AttributeNames {
  // Names that are data, such as the keys of a map, would grow without end.
  private static final int MOST = 10_000;

  private final Store store;
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();

  public StoredNames(Store store) {
    this.store = store;
    store.read(
        reader -> {
          reader.scan(
              KeyRange.all(Keyspaces.ATTRIBUTE_NAMES),
              (_, name) -> {
                learn(new String(name, UTF_8));
                return true;
              });
          return names.size();
        });
  }

  @Override
  public int number(String name) {
    var number = numbers.get(name);
    if (number != null) {
      return number;
    }
    if (names.size() < MOST) {
      wanted.add(name);
    }
    return NONE;
  }

  @Override
  public String name(int number) {
    return names.get(number - 1);
  }

  /// Gives numbers to the names that were seen without one. Called after a write, outside of it.
  public void numberNewNames() {
    if (!wanted.isEmpty()) {
      numberWanted();
    }
  }

  // One at a time from the store to the memory: two that give numbers at once would give the same
  // ones, to be stored over each other.
  private synchronized void numberWanted() {
    store.write(this::store).forEach(this::learn);
  }

  private List<String> store(Writer writer) {
    var free = names.size() + 1;
    // A name may have got its number while another thread found it without one.
    wanted.removeAll(numbers.keySet());
    var added = List.copyOf(wanted);
    for (var i = 0; i < added.size(); i++) {
      var key = ByteBuffer.allocate(Integer.BYTES).putInt(free + i).array();
      writer.put(Keyspaces.ATTRIBUTE_NAMES, key, added.get(i).getBytes(UTF_8));
    }
    return added;
  }

  private void learn(String name) {
    names.add(name);
    numbers.put(name, names.size());
    wanted.remove(name);
  }
}
