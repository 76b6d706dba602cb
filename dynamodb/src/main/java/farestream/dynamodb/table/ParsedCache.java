package farestream.dynamodb.table;

import farestream.dynamodb.value.Binary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A cache of definitions that were parsed from the store. Each request reads the bytes from its
/// own snapshot, and parses them only if they differ from the cached ones. Thread-safe.
public final class ParsedCache<T> {
  private final Map<String, Parsed<T>> parsed = new ConcurrentHashMap<>();
  private final Function<byte[], T> parser;

  public ParsedCache(Function<byte[], T> parser) {
    this.parser = parser;
  }

  private record Parsed<T>(Binary bytes, T definition) {}

  /// Returns a parsed definition.
  ///
  /// @param bytes the definition of this name in the snapshot; null if there is none
  public @Nullable T get(String name, byte @Nullable [] bytes) {
    if (bytes == null) {
      parsed.remove(name);
      return null;
    }
    var stored = new Binary(bytes);
    var cached = parsed.get(name);
    if (cached != null && cached.bytes.equals(stored)) {
      return cached.definition;
    }
    var definition = parser.apply(bytes);
    parsed.put(name, new Parsed<>(stored, definition));
    return definition;
  }
}
