package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The simple constraints on a request's parameters. DynamoDB checks them before anything else and
/// names at most ten breaches at once: "2 validation errors detected: …; …".
final class Constraints {
  /// Of a new table, or of an index.
  static final int SHORTEST_NAME = 3;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
  private static final int MOST_TOLD = 10;

  private final JsonObject request;
  private final List<String> breaches = new ArrayList<>();

  Constraints(JsonObject request) {
    this.request = request;
  }

  /// The parameter must be there.
  Constraints required(String parameter) {
    if (!request.has(parameter)) {
      breach(null, path(parameter), "Member must not be null");
    }
    return this;
  }

  /// The parameter, if it is there, must be one of these.
  Constraints oneOf(String parameter, String... values) {
    return oneOfAt(path(parameter), request.text(parameter), values);
  }

  Constraints oneOfAt(String path, @Nullable String value, String... values) {
    if (value != null && !List.of(values).contains(value)) {
      breach(
          value,
          path,
          "Member must satisfy enum value set: [%s]".formatted(String.join(", ", values)));
    }
    return this;
  }

  Constraints atLeast(String parameter, long least) {
    return atLeast(path(parameter), request.integer(parameter), least);
  }

  Constraints atLeast(String path, @Nullable Long value, long least) {
    if (value != null && value < least) {
      breach(value.toString(), path, "Member must have value greater than or equal to " + least);
    }
    return this;
  }

  Constraints atMost(String parameter, long most) {
    var value = request.integer(parameter);
    if (value != null && value > most) {
      breach(
          value.toString(),
          path(parameter),
          "Member must have value less than or equal to " + most);
    }
    return this;
  }

  /// A table's or an index's name.
  Constraints name(String parameter, int shortest) {
    return name(path(parameter), request.text(parameter), shortest);
  }

  Constraints name(String path, @Nullable String value, int shortest) {
    if (value == null) {
      return this;
    }
    if (value.length() < shortest) {
      breach(value, path, "Member must have length greater than or equal to " + shortest);
    } else if (value.length() > 255) {
      breach(value, path, "Member must have length less than or equal to 255");
    } else if (!NAME.matcher(value).matches()) {
      breach(value, path, "Member must satisfy regular expression pattern: " + NAME);
    }
    return this;
  }

  /// For operations on items and their like.
  Constraints tableName() {
    var name = request.text("TableName");
    return required("TableName")
        .name(path("TableName"), name == null ? null : TableNames.of(name), 1);
  }

  Constraints consumedCapacity() {
    return oneOf("ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE");
  }

  /// @param value as it is shown; null where the parameter is absent
  void breach(@Nullable String value, String path, String constraint) {
    breaches.add(
        "Value %s at '%s' failed to satisfy constraint: %s"
            .formatted(value == null ? "null" : "'" + value + "'", path, constraint));
  }

  /// @throws ServiceException (ValidationException) if there was a breach
  void check() {
    if (!breaches.isEmpty()) {
      throw ServiceException.validation(
          "%d validation error%s detected: %s"
              .formatted(
                  breaches.size(),
                  breaches.size() == 1 ? "" : "s",
                  String.join("; ", breaches.subList(0, Math.min(MOST_TOLD, breaches.size())))));
    }
  }

  /// Messages write a parameter's name with a small letter.
  static String path(String parameter) {
    return parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
  }
}
