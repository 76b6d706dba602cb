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

/// The numbers of attribute names, which are kept in the store. The first item with a new name is
/// stored with the name itself. A separate transaction assigns the number afterwards, so that no
/// stored item refers to a number whose assignment was rolled back. Thread-safe.
public final class StoredNames implements AttributeNames {
  // Names that are data, such as the keys of a map, would grow without limit.
  private static final int MAX_NAMES = 10_000;

  private final Store store;
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final Set<String> unnumbered = ConcurrentHashMap.newKeySet();

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
    if (names.size() < MAX_NAMES) {
      unnumbered.add(name);
    }
    return NONE;
  }

  @Override
  public String name(int number) {
    return names.get(number - 1);
  }

  /// Assigns numbers to the names that were used without one. Must be called after a write
  /// transaction, not within it.
  public void numberNewNames() {
    if (!unnumbered.isEmpty()) {
      numberUnnumbered();
    }
  }

  // Storing the numbers and learning them is one critical section. Two threads could otherwise
  // assign the same numbers and overwrite each other's names.
  private synchronized void numberUnnumbered() {
    store.write(this::store).forEach(this::learn);
  }

  private List<String> store(Writer writer) {
    var next = names.size() + 1;
    // Another thread may have assigned the number of a name since this name was added.
    unnumbered.removeAll(numbers.keySet());
    var added = List.copyOf(unnumbered);
    for (var i = 0; i < added.size(); i++) {
      var key = ByteBuffer.allocate(Integer.BYTES).putInt(next + i).array();
      writer.put(Keyspaces.ATTRIBUTE_NAMES, key, added.get(i).getBytes(UTF_8));
    }
    return added;
  }

  private void learn(String name) {
    names.add(name);
    numbers.put(name, names.size());
    unnumbered.remove(name);
  }
}
