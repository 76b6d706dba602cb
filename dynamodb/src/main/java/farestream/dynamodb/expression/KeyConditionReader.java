package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converts a condition to a key condition and refuses one that a query can't look up.
final class KeyConditionReader {
  private static final int MAX_TESTS = 2;

  private final List<KeyCondition.Test> tests = new ArrayList<>(MAX_TESTS);

  private KeyConditionReader() {}

  static KeyCondition read(Condition condition) {
    var reader = new KeyConditionReader();
    reader.add(condition);
    return of(reader.tests);
  }

  static KeyCondition of(List<KeyCondition.Test> tests) {
    if (tests.isEmpty() || tests.size() > MAX_TESTS) {
      throw ServiceException.validation("Conditions can be of length 1 or 2 only");
    }
    return new KeyCondition(List.copyOf(tests));
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And(var conditions) -> conditions.forEach(this::add);
      case Condition.Comparison comparison -> add(comparison);
      case Condition.Between(var operand, var low, var high) -> {
        var attribute = firstAttribute("BETWEEN", operand, low, high);
        add(new KeyCondition.Between(attribute, literal(low), literal(high)));
      }
      case Condition.BeginsWith(var operand, var prefix) -> {
        var attribute = firstAttribute("begins_with", operand, prefix);
        add(new KeyCondition.BeginsWith(attribute, literal(prefix)));
      }
      case Condition.Or _ -> throw invalidOperator("OR");
      case Condition.Not _ -> throw invalidOperator("NOT");
      case Condition.In _ -> throw invalidOperator("IN");
      case Condition.Exists _ -> throw invalidOperator("attribute_exists");
      case Condition.NotExists _ -> throw invalidOperator("attribute_not_exists");
      case Condition.HasType _ -> throw invalidOperator("attribute_type");
      case Condition.Contains _ -> throw invalidOperator("contains");
    }
  }

  private void add(Condition.Comparison comparison) {
    if (comparison.operator() == ComparisonOperator.NE) {
      throw invalidOperator(comparison.operator().symbol());
    }
    var attribute = attribute(comparison.left(), comparison.right());
    add(
        comparison.left() instanceof Path
            ? new KeyCondition.Comparison(
                attribute, comparison.operator(), literal(comparison.right()))
            : new KeyCondition.Comparison(
                attribute, comparison.operator().mirrored(), literal(comparison.left())));
  }

  private void add(KeyCondition.Test test) {
    for (var other : tests) {
      if (other.attribute().equals(test.attribute())) {
        throw ServiceException.validation(
            "KeyConditionExpressions must only contain one condition per key");
      }
    }
    tests.add(test);
  }

  private static String firstAttribute(String operator, Operand... operands) {
    if (!(operands[0] instanceof Path)) {
      throw invalid(operator + " operator must have the key attribute as its first operand");
    }
    return attribute(operands);
  }

  /// Returns the only attribute among the operands.
  private static String attribute(Operand... operands) {
    @Nullable String attribute = null;
    for (var operand : operands) {
      switch (operand) {
        case Path path -> {
          if (attribute != null) {
            throw invalid("Multiple attribute names used in one condition");
          }
          if (path.isNested()) {
            throw ServiceException.validation(
                "KeyConditionExpressions cannot have conditions on nested attributes");
          }
          attribute = path.attribute();
        }
        case Operand.Size _ ->
            throw ServiceException.validation(
                "KeyConditionExpressions cannot contain nested operations");
        case Operand.Literal _ -> {}
      }
    }
    if (attribute == null) {
      throw invalid("No key attribute specified");
    }
    return attribute;
  }

  private static AttributeValue literal(Operand operand) {
    if (operand instanceof Operand.Literal(var value)) {
      return value;
    }
    throw new IllegalStateException("not a literal: " + operand);
  }

  private static ServiceException invalidOperator(String operator) {
    return ServiceException.validation(
        "Invalid operator used in KeyConditionExpression: " + operator);
  }

  private static ServiceException invalid(String what) {
    return ServiceException.validation("Invalid condition in KeyConditionExpression: " + what);
  }
}
