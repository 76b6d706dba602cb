package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Translates one entry of the legacy parameter `Expected` into a condition.
final class LegacyExpectation {
  private LegacyExpectation() {}

  static Condition read(String attribute, JsonObject json) {
    var name = json.text("ComparisonOperator");
    var hasList = json.has("AttributeValueList");
    if (hasList && json.has("Value")) {
      throw invalid("Value and AttributeValueList cannot be used together", attribute);
    }
    if (name != null) {
      return withOperator(attribute, name, json);
    }
    if (hasList) {
      throw invalid("AttributeValueList can only be used with a ComparisonOperator", attribute);
    }
    return withoutOperator(attribute, json.bool("Exists"), json.object("Value"));
  }

  private static Condition withOperator(String attribute, String name, JsonObject json) {
    var operator = LegacyOperator.of(name, LegacyConditions.operatorField("Expected", attribute));
    if (json.has("Exists")) {
      throw invalid("Exists and ComparisonOperator cannot be used together", attribute);
    }
    var value = json.object("Value");
    if (value == null
        && !json.has("AttributeValueList")
        && operator != LegacyOperator.NULL
        && operator != LegacyOperator.NOT_NULL) {
      throw invalid(
          "Value or AttributeValueList must be used with ComparisonOperator: " + operator,
          attribute);
    }
    List<AttributeValue> values =
        value != null
            ? List.of(ItemJson.value(value))
            : json.objects("AttributeValueList").stream().map(ItemJson::value).toList();
    operator.requireValues(values);
    return operator.condition(Path.of(attribute), values);
  }

  private static Condition withoutOperator(
      String attribute, @Nullable Boolean exists, @Nullable JsonObject value) {
    if (Boolean.FALSE.equals(exists)) {
      if (value != null) {
        throw invalid("Value cannot be used when Exists is false", attribute);
      }
      return new Condition.NotExists(Path.of(attribute));
    }
    if (value == null) {
      throw invalid("Value must be provided when Exists is " + exists, attribute);
    }
    return LegacyOperator.EQ.condition(Path.of(attribute), List.of(ItemJson.value(value)));
  }

  private static ServiceException invalid(String what, String attribute) {
    return ServiceException.invalidParameter("%s for Attribute: %s".formatted(what, attribute));
  }
}
