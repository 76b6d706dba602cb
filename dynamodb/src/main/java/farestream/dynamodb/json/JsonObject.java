package farestream.dynamodb.json;

import farestream.dynamodb.error.ServiceException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object of a request, with an accessor for each type that a field can have. A field that
/// is `null` counts as absent. Every accessor throws a SerializationException if the field has
/// another type.
public final class JsonObject {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, @Nullable Object> fields;

  JsonObject(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  /// Returns the names of the fields that aren't `null`, in their order.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            names.add(name);
          }
        });
    return names;
  }

  /// Returns the keys of a map whose keys the client chooses, in their order. A key with the value
  /// `null` is included.
  public Set<String> keys() {
    return fields.keySet();
  }

  /// Returns the value of a map whose values are objects. A `null` counts as an object without
  /// fields, so it is refused where a field is required.
  public JsonObject entry(String key) {
    var value = object(key);
    return value == null ? EMPTY : value;
  }

  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /// Returns the parsed value: a String, BigDecimal, Boolean, List or JsonObject; null if absent.
  public @Nullable Object raw(String name) {
    return fields.get(name);
  }

  public @Nullable String text(String name) {
    return typed(name, String.class, "String");
  }

  /// @throws NullPointerException if the field is absent, which is a bug in the caller
  public String requiredText(String name) {
    return Objects.requireNonNull(text(name), name);
  }

  /// @throws NullPointerException if the field is absent, which is a bug in the caller
  public long requiredInteger(String name) {
    return Objects.requireNonNull(integer(name), name);
  }

  /// @throws NullPointerException if the field is absent, which is a bug in the caller
  public JsonObject requiredObject(String name) {
    return Objects.requireNonNull(object(name), name);
  }

  public String text(String name, String defaultValue) {
    var text = text(name);
    return text == null ? defaultValue : text;
  }

  public @Nullable Boolean bool(String name) {
    return typed(name, Boolean.class, "Boolean");
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(bool(name));
  }

  /// Returns a whole number. A number outside the range of `long` is clamped to it.
  public @Nullable Long integer(String name) {
    var number = typed(name, BigDecimal.class, "Long");
    if (number == null) {
      return null;
    }
    if (number.compareTo(MIN_LONG) <= 0) {
      return Long.MIN_VALUE;
    }
    if (number.compareTo(MAX_LONG) >= 0) {
      return Long.MAX_VALUE;
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException fraction) {
      throw ServiceException.serialization("NUMBER_VALUE cannot be converted to Long");
    }
  }

  public @Nullable JsonObject object(String name) {
    return typed(name, JsonObject.class, "Object");
  }

  /// Returns a list of objects, empty if the field is absent. A `null` in the list counts as an
  /// object without fields.
  public List<JsonObject> objects(String name) {
    return list(name, JsonObject.class, "Object", EMPTY);
  }

  /// Returns a list of strings, empty if the field is absent.
  public List<String> texts(String name) {
    return list(name, String.class, "String", null);
  }

  /// @param title the name of the type in the error message
  /// @param nullElement replaces each `null` in the list; null to refuse such a list
  private <T> List<T> list(String name, Class<T> type, String title, @Nullable T nullElement) {
    var list = typed(name, List.class, "List");
    var typed = new ArrayList<T>();
    if (list != null) {
      for (var each : list) {
        typed.add(cast(each == null ? nullElement : each, type, title));
      }
    }
    return typed;
  }

  private <T> @Nullable T typed(String name, Class<T> type, String title) {
    var value = fields.get(name);
    return value == null ? null : cast(value, type, title);
  }

  private static <T> T cast(@Nullable Object value, Class<T> type, String title) {
    if (!type.isInstance(value)) {
      throw ServiceException.serialization(
          "%s cannot be converted to %s".formatted(token(value), title));
    }
    return type.cast(value);
  }

  private static String token(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL_VALUE";
      case String _ -> "STRING_VALUE";
      case BigDecimal _ -> "NUMBER_VALUE";
      case Boolean truth -> truth ? "TRUE_VALUE" : "FALSE_VALUE";
      case List<?> _ -> "Unexpected list: START_ARRAY";
      default -> "START_OBJECT";
    };
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
