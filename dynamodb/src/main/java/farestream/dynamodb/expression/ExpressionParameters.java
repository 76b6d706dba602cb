package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import farestream.dynamodb.value.ItemSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The expressions of one request, with their expression attribute names and values. Not
/// thread-safe: it records which names and values have been used.
public final class ExpressionParameters {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";
  private static final int MAX_KEY_LENGTH = 255;
  private static final int MAX_NAME_BYTES = 65_535;
  private static final int MAX_TOTAL_BYTES = 2 * 1024 * 1024;

  private final JsonObject request;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final Set<String> unusedNames = new LinkedHashSet<>();
  private final Set<String> unusedValues = new LinkedHashSet<>();

  private ExpressionParameters(JsonObject request) {
    this.request = request;
  }

  /// Reads the names and values of a request.
  ///
  /// @param expressionNames the expression parameters of the operation, such as
  ///     `FilterExpression`, in the order in which error messages list them
  /// @throws ServiceException (ValidationException) if names or values are malformed, or if no
  ///     expression could use them
  public static ExpressionParameters of(JsonObject request, String... expressionNames) {
    requireExpressions(request, List.of(expressionNames));
    var parameters = new ExpressionParameters(request);
    parameters.readNames();
    if (takesValues(expressionNames)) {
      parameters.readValues();
    }
    return parameters;
  }

  private static boolean takesValues(String... expressionNames) {
    return expressionNames.length > 1 || !expressionNames[0].equals("ProjectionExpression");
  }

  private static void requireExpressions(JsonObject request, List<String> expressions) {
    if (request.has(NAMES) && expressions.stream().noneMatch(request::has)) {
      throw ServiceException.validation(NAMES + " can only be specified when using expressions");
    }
    var users = new ArrayList<>(expressions);
    users.remove("ProjectionExpression");
    if (!users.isEmpty() && request.has(VALUES) && users.stream().noneMatch(request::has)) {
      throw ServiceException.validation(
          "%s can only be specified when using expressions: %s %s null"
              .formatted(VALUES, String.join(" and ", users), users.size() > 1 ? "are" : "is"));
    }
  }

  private void readNames() {
    var json = request.object(NAMES);
    if (json == null) {
      return;
    }
    requireEntries(NAMES, json);
    for (var key : json.keys()) {
      requireKey(NAMES, '#', key);
      var name = json.text(key, "");
      if (name.isEmpty() || ItemSize.utf8(name) > MAX_NAME_BYTES) {
        throw ServiceException.validation(
            NAMES + " contains invalid value: Attribute name is empty or too long for key " + key);
      }
      names.put(key, name);
      unusedNames.add(key);
    }
  }

  private void readValues() {
    var json = request.object(VALUES);
    if (json == null) {
      return;
    }
    requireEntries(VALUES, json);
    json.keys().forEach(key -> requireKey(VALUES, ':', key));
    for (var key : json.keys()) {
      values.put(key, readValue(key, json.entry(key)));
      unusedValues.add(key);
    }
    if (ItemSize.of(values) > MAX_TOTAL_BYTES) {
      throw ServiceException.validation(VALUES + " exceeds max size");
    }
  }

  private static AttributeValue readValue(String key, JsonObject json) {
    try {
      return ItemJson.value(json);
    } catch (ServiceException invalid) {
      throw invalid.simpleType().equals("ValidationException")
          ? ServiceException.validation(
              "%s contains invalid value: %s for key %s".formatted(VALUES, invalid.text(), key))
          : invalid;
    }
  }

  private static void requireEntries(String parameter, JsonObject json) {
    if (json.keys().isEmpty()) {
      throw ServiceException.validation(parameter + " must not be empty");
    }
  }

  private static void requireKey(String parameter, char mark, String key) {
    var isValid = key.length() > 1 && key.charAt(0) == mark;
    for (var i = 1; isValid && i < key.length(); i++) {
      isValid = Lexer.isWordPart(key.charAt(i));
    }
    if (!isValid) {
      throw ServiceException.validation(
          "%s contains invalid key: Syntax error; key: \"%s\"".formatted(parameter, key));
    }
    if (key.length() > MAX_KEY_LENGTH) {
      throw ServiceException.validation(
          ("%s contains invalid key: The expression attribute map contains a key that is too long;"
                  + " key: \"%s\"")
              .formatted(parameter, key));
    }
  }

  /// Parses a condition or filter expression.
  ///
  /// @param parameter the name of the parameter, such as `FilterExpression`
  /// @return the condition; null if the request doesn't have the parameter
  public @Nullable Condition condition(String parameter) {
    var text = request.text(parameter);
    return text == null ? null : new ConditionParser(parameter, text, this).parse();
  }

  public @Nullable KeyCondition keyCondition(String parameter) {
    var condition = condition(parameter);
    return condition == null ? null : KeyConditionReader.read(condition);
  }

  public @Nullable Update update(String parameter) {
    var text = request.text(parameter);
    return text == null ? null : new UpdateParser(parameter, text, this).parse();
  }

  public @Nullable Projection projection(String parameter) {
    var text = request.text(parameter);
    return text == null ? null : new ProjectionParser(parameter, text, this).parse();
  }

  /// Requires that every name and value has been used. Must be called after all expressions have
  /// been parsed.
  public void requireAllUsed() {
    requireNone(NAMES, unusedNames);
    requireNone(VALUES, unusedValues);
  }

  private static void requireNone(String parameter, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw ServiceException.validation(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(parameter, String.join(", ", unused)));
    }
  }

  @Nullable String name(String reference) {
    unusedNames.remove(reference);
    return names.get(reference);
  }

  @Nullable AttributeValue value(String reference) {
    unusedValues.remove(reference);
    return values.get(reference);
  }
}
