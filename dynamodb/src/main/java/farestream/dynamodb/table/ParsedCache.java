package farestream.dynamodb.table;

import farestream.dynamodb.value.Binary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Definitions as they were parsed from the store. Each request reads the bytes from its own
/// snapshot; only bytes that were not parsed before are parsed. Thread-safe.
public final class ParsedCache<T> {
  private final Map<String, Parsed<T>> parsed = new ConcurrentHashMap<>();
  private final Function<byte[], T> parser;

  public ParsedCache(Function<byte[], T> parser) {
    this.parser = parser;
  }

  private record Parsed<T>(Binary bytes, T definition) {}

  /// @param bytes what the snapshot has under the name; null for nothing
  public @Nullable T get(String name, byte @Nullable [] bytes) {
    if (bytes == null) {
      parsed.remove(name);
      return null;
    }
    var stored = new Binary(bytes);
    var known = parsed.get(name);
    if (known != null && known.bytes.equals(stored)) {
      return known.definition;
    }
    var definition = parser.apply(bytes);
    parsed.put(name, new Parsed<>(stored, definition));
    return definition;
  }
}
