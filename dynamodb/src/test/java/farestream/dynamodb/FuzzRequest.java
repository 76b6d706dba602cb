package farestream.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is right, as a tree of maps, lists and plain values, and what can be done to it.
final class FuzzRequest {
  private FuzzRequest() {}

  /// JSON that stands for itself, right or wrong.
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

  /// @param where picks a place of the tree
  /// @param from picks another, to be copied
  record Mutation(Kind kind, int where, int from, @Nullable Object value, String name) {}

  /// A place in a tree: a field of a map or an element of a list.
  private record Place(Object holder, Object key) {
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
    var places = new ArrayList<Place>();
    collect(tree, places);
    if (places.isEmpty()) {
      if (tree instanceof Map<?, ?>) {
        new Place(tree, mutation.name).set(mutation.value);
      }
      return;
    }
    var place = places.get(mutation.where % places.size());
    switch (mutation.kind) {
      case DROP -> place.remove();
      case REPLACE -> place.set(mutation.value);
      case RENAME -> {
        if (place.holder instanceof Map<?, ?>) {
          var value = place.get();
          place.remove();
          place.map().put(mutation.name, value);
        }
      }
      case ADD -> {
        if (place.holder instanceof Map<?, ?>) {
          place.map().put(mutation.name, mutation.value);
        } else {
          place.list().add(mutation.value);
        }
      }
      case WRAP -> place.set(Map.of(mutation.name, List.of(copyOf(place))));
      case COPY -> place.set(copyOf(places.get(mutation.from % places.size())));
      case DUPLICATE -> {
        if (place.holder instanceof List<?>) {
          for (var i = 0; i < mutation.from % 120; i++) {
            place.list().add(copyOf(place));
          }
        }
      }
    }
  }

  private static Object copyOf(Place place) {
    var value = place.get();
    return value == null ? new Literal("null") : copy(value);
  }

  private static void collect(@Nullable Object tree, List<Place> places) {
    switch (tree) {
      case Map<?, ?> map when map instanceof LinkedHashMap<?, ?> ->
          map.forEach(
              (key, value) -> {
                places.add(new Place(map, key));
                collect(value, places);
              });
      case List<?> list when list instanceof ArrayList<?> -> {
        for (var i = 0; i < list.size(); i++) {
          places.add(new Place(list, i));
          collect(list.get(i), places);
        }
      }
      case null, default -> {}
    }
  }

  /// Unlike the server's own writer it writes half surrogate pairs and what is no JSON.
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
