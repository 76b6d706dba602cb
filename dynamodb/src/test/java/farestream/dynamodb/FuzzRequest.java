package farestream.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mutates a valid request, which is a tree of maps, lists and plain values.
final class FuzzRequest {
  private FuzzRequest() {}

  /// JSON that is written unchanged, valid or not.
  record Literal(String json) {}

  enum Kind {
    DROP,
    REPLACE,
    RENAME,
    ADD,
    WRAP,
    COPY,
    DUPLICATE
  }

  /// @param where selects the position in the tree to mutate
  /// @param from selects another position to copy from, or the number of copies
  record Mutation(Kind kind, int where, int from, @Nullable Object value, String name) {}

  /// A position in a tree: a field of a map or an element of a list.
  private record Position(Object holder, Object key) {
    @Nullable Object get() {
      return holder instanceof Map<?, ?> map ? map.get(key) : ((List<?>) holder).get((int) key);
    }

    void set(@Nullable Object value) {
      if (holder instanceof Map<?, ?>) {
        map().put((String) key, value);
      } else {
        list().set((int) key, value);
      }
    }

    void remove() {
      if (holder instanceof Map<?, ?>) {
        map().remove(key);
      } else {
        list().remove((int) key);
      }
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> map() {
      return (Map<String, @Nullable Object>) holder;
    }

    @SuppressWarnings("unchecked")
    List<@Nullable Object> list() {
      return (List<@Nullable Object>) holder;
    }
  }

  static Object copy(Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<Object, @Nullable Object>();
        map.forEach((key, value) -> copy.put(key, value == null ? null : copy(value)));
        yield copy;
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(each -> copy.add(each == null ? null : copy(each)));
        yield copy;
      }
      default -> tree;
    };
  }

  static void mutate(Object tree, Mutation mutation) {
    var positions = new ArrayList<Position>();
    collect(tree, positions);
    if (positions.isEmpty()) {
      if (tree instanceof Map<?, ?>) {
        new Position(tree, mutation.name).set(mutation.value);
      }
      return;
    }
    var position = positions.get(mutation.where % positions.size());
    switch (mutation.kind) {
      case DROP -> position.remove();
      case REPLACE -> position.set(mutation.value);
      case RENAME -> {
        if (position.holder instanceof Map<?, ?>) {
          var value = position.get();
          position.remove();
          position.map().put(mutation.name, value);
        }
      }
      case ADD -> {
        if (position.holder instanceof Map<?, ?>) {
          position.map().put(mutation.name, mutation.value);
        } else {
          position.list().add(mutation.value);
        }
      }
      case WRAP -> position.set(Map.of(mutation.name, List.of(copyOf(position))));
      case COPY -> position.set(copyOf(positions.get(mutation.from % positions.size())));
      case DUPLICATE -> {
        if (position.holder instanceof List<?>) {
          for (var i = 0; i < mutation.from % 120; i++) {
            position.list().add(copyOf(position));
          }
        }
      }
    }
  }

  private static Object copyOf(Position position) {
    var value = position.get();
    return value == null ? new Literal("null") : copy(value);
  }

  private static void collect(@Nullable Object tree, List<Position> positions) {
    switch (tree) {
      case Map<?, ?> map when map instanceof LinkedHashMap<?, ?> ->
          map.forEach(
              (key, value) -> {
                positions.add(new Position(map, key));
                collect(value, positions);
              });
      case List<?> list when list instanceof ArrayList<?> -> {
        for (var i = 0; i < list.size(); i++) {
          positions.add(new Position(list, i));
          collect(list.get(i), positions);
        }
      }
      case null, default -> {}
    }
  }

  /// Writes a tree. Unlike the server's own writer, it can write unpaired surrogates and invalid
  /// JSON.
  static void write(@Nullable Object tree, StringBuilder json) {
    switch (tree) {
      case null -> json.append("null");
      case Literal(var text) -> json.append(text);
      case String text -> quote(text, json);
      case Map<?, ?> map -> {
        var separator = "{";
        for (var field : map.entrySet()) {
          json.append(separator);
          quote((String) field.getKey(), json);
          json.append(':');
          write(field.getValue(), json);
          separator = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        json.append('[');
        for (var i = 0; i < list.size(); i++) {
          json.append(i == 0 ? "" : ",");
          write(list.get(i), json);
        }
        json.append(']');
      }
      default -> json.append(tree);
    }
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
