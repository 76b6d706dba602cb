package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks constraints on single parameters of a request. DynamoDB checks them before anything else
/// and reports at most ten violations at once: "2 validation errors detected: …; …".
final class Constraints {
  /// The minimum length of the name of a new table or an index.
  static final int MIN_NAME_LENGTH = 3;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
  private static final int MAX_REPORTED = 10;

  private final JsonObject request;
  private final List<String> violations = new ArrayList<>();

  Constraints(JsonObject request) {
    this.request = request;
  }

  /// Requires a parameter.
  Constraints required(String parameter) {
    if (!request.has(parameter)) {
      addViolation(null, path(parameter), "Member must not be null");
    }
    return this;
  }

  /// Requires that a parameter, if present, has one of these values.
  Constraints oneOf(String parameter, String... values) {
    return oneOfAt(path(parameter), request.text(parameter), values);
  }

  Constraints oneOfAt(String path, @Nullable String value, String... values) {
    if (value != null && !List.of(values).contains(value)) {
      addViolation(
          value,
          path,
          "Member must satisfy enum value set: [%s]".formatted(String.join(", ", values)));
    }
    return this;
  }

  Constraints atLeast(String parameter, long min) {
    return atLeast(path(parameter), request.integer(parameter), min);
  }

  Constraints atLeast(String path, @Nullable Long value, long min) {
    if (value != null && value < min) {
      addViolation(
          value.toString(), path, "Member must have value greater than or equal to " + min);
    }
    return this;
  }

  Constraints atMost(String parameter, long max) {
    var value = request.integer(parameter);
    if (value != null && value > max) {
      addViolation(
          value.toString(), path(parameter), "Member must have value less than or equal to " + max);
    }
    return this;
  }

  /// Requires that a parameter, if present, is a valid name of a table or an index.
  ///
  /// @param minLength the minimum length of the name
  Constraints name(String parameter, int minLength) {
    return name(path(parameter), request.text(parameter), minLength);
  }

  Constraints name(String path, @Nullable String value, int minLength) {
    if (value == null) {
      return this;
    }
    if (value.length() < minLength) {
      addViolation(value, path, "Member must have length greater than or equal to " + minLength);
    } else if (value.length() > 255) {
      addViolation(value, path, "Member must have length less than or equal to 255");
    } else if (!NAME.matcher(value).matches()) {
      addViolation(value, path, "Member must satisfy regular expression pattern: " + NAME);
    }
    return this;
  }

  /// Requires `TableName` as operations on items do: a name of at least one character, or an ARN.
  Constraints tableName() {
    var name = request.text("TableName");
    return required("TableName")
        .name(path("TableName"), name == null ? null : TableNames.of(name), 1);
  }

  Constraints consumedCapacity() {
    return oneOf("ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE");
  }

  /// Records a violation.
  ///
  /// @param value the value in the error message; null if the parameter is absent
  /// @param path the path of the parameter in the error message
  void addViolation(@Nullable String value, String path, String constraint) {
    violations.add(
        "Value %s at '%s' failed to satisfy constraint: %s"
            .formatted(value == null ? "null" : "'" + value + "'", path, constraint));
  }

  /// @throws ServiceException (ValidationException) if a constraint is violated
  void check() {
    if (!violations.isEmpty()) {
      throw ServiceException.validation(
          "%d validation error%s detected: %s"
              .formatted(
                  violations.size(),
                  violations.size() == 1 ? "" : "s",
                  String.join(
                      "; ", violations.subList(0, Math.min(MAX_REPORTED, violations.size())))));
    }
  }

  /// Returns the name of a parameter in error messages, which begins with a lower-case letter.
  static String path(String parameter) {
    return parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
  }
}
