package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Translates the legacy parameters `Expected`, `QueryFilter`, `ScanFilter` and `KeyConditions`.
public final class LegacyConditions {
  private static final String OPERATOR = "ConditionalOperator";

  private LegacyConditions() {}

  /// Translates `Expected` and `ConditionalOperator`.
  ///
  /// @return the condition; null if the request has none
  public static @Nullable Condition expected(JsonObject request) {
    var json = request.object("Expected");
    var conditions = new ArrayList<Condition>();
    if (json != null) {
      for (var name : json.keys()) {
        conditions.add(LegacyExpectation.read(name, json.entry(name)));
      }
    }
    return combined(conditions, request);
  }

  /// Translates a filter and `ConditionalOperator`.
  ///
  /// @param parameter `QueryFilter` or `ScanFilter`
  /// @return the condition; null if the request has none
  public static @Nullable Condition filter(JsonObject request, String parameter) {
    var conditions = new ArrayList<Condition>();
    for (var test : tests(request, parameter)) {
      conditions.add(test.operator.condition(Path.of(test.attribute), test.values));
    }
    return combined(conditions, request);
  }

  /// Translates `KeyConditions`.
  ///
  /// @return the key condition; null if the request has none
  public static @Nullable KeyCondition keyConditions(JsonObject request) {
    if (!request.has("KeyConditions")) {
      return null;
    }
    var keyTests = new ArrayList<KeyCondition.Test>();
    for (var test : tests(request, "KeyConditions")) {
      keyTests.add(test.operator.keyTest(test.attribute, test.values));
    }
    return KeyConditionReader.of(keyTests);
  }

  private record Test(String attribute, LegacyOperator operator, List<AttributeValue> values) {}

  private static List<Test> tests(JsonObject request, String parameter) {
    var tests = new ArrayList<Test>();
    var json = request.object(parameter);
    if (json != null) {
      for (var name : json.keys()) {
        tests.add(test(parameter, name, json.entry(name)));
      }
    }
    return tests;
  }

  private static Test test(String parameter, String attribute, JsonObject json) {
    var operator =
        LegacyOperator.of(json.text("ComparisonOperator"), operatorField(parameter, attribute));
    var values = json.objects("AttributeValueList").stream().map(ItemJson::value).toList();
    operator.requireValues(values);
    return new Test(attribute, operator, values);
  }

  static String operatorField(String parameter, String attribute) {
    var field = parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
    return field + "." + attribute + ".member.comparisonOperator";
  }

  private static @Nullable Condition combined(List<Condition> conditions, JsonObject request) {
    var operator = request.text(OPERATOR);
    if (operator != null) {
      requireUse(operator, conditions.size());
    }
    if (conditions.size() <= 1) {
      return conditions.isEmpty() ? null : conditions.getFirst();
    }
    return "OR".equals(operator) ? new Condition.Or(conditions) : new Condition.And(conditions);
  }

  private static void requireUse(String operator, int conditions) {
    if (!operator.equals("OR") && !operator.equals("AND")) {
      throw ServiceException.validation(
          ("1 validation error detected: Value '%s' at 'conditionalOperator' failed to satisfy"
                  + " constraint: Member must satisfy enum value set: [OR, AND]")
              .formatted(operator));
    }
    if (conditions == 0) {
      throw ServiceException.validation(
          "ConditionalOperator cannot be used without Filter or Expected");
    }
    if (conditions == 1) {
      throw ServiceException.validation(
          "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }
  }
}
