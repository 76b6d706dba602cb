package farestream.dynamodb.expression;

import farestream.dynamodb.expression.Condition.And;
import farestream.dynamodb.expression.Condition.BeginsWith;
import farestream.dynamodb.expression.Condition.Between;
import farestream.dynamodb.expression.Condition.Comparison;
import farestream.dynamodb.expression.Condition.Contains;
import farestream.dynamodb.expression.Condition.Exists;
import farestream.dynamodb.expression.Condition.HasType;
import farestream.dynamodb.expression.Condition.In;
import farestream.dynamodb.expression.Condition.Not;
import farestream.dynamodb.expression.Condition.NotExists;
import farestream.dynamodb.expression.Condition.Or;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.Bool;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.Null;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.AttributeValue.SS;
import farestream.dynamodb.value.ItemSize;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates conditions. A missing attribute or a value of the wrong type is never an error: it
/// makes a comparison or a function false, except `<>` and `attribute_not_exists`.
final class Evaluation {
  private Evaluation() {}

  static boolean isMet(Condition condition, Map<String, AttributeValue> item) {
    return switch (condition) {
      case And(var conditions) -> areAllMet(conditions, item);
      case Or(var conditions) -> isAnyMet(conditions, item);
      case Not(var negated) -> !isMet(negated, item);
      case Comparison(var left, var operator, var right) ->
          holds(value(left, item), operator, value(right, item));
      case Between(var operand, var low, var high) -> {
        var value = value(operand, item);
        yield holds(value, ComparisonOperator.GE, value(low, item))
            && holds(value, ComparisonOperator.LE, value(high, item));
      }
      case In(var operand, var choices) -> isOneOf(value(operand, item), choices, item);
      case Exists(var path) -> path.in(item) != null;
      case NotExists(var path) -> path.in(item) == null;
      case HasType(var operand, var type) -> {
        var value = value(operand, item);
        yield value != null && value.type().equals(type);
      }
      case BeginsWith(var operand, var prefix) ->
          Sequences.beginsWith(value(operand, item), value(prefix, item));
      case Contains(var operand, var part) ->
          Sequences.contains(value(operand, item), value(part, item));
    };
  }

  private static boolean areAllMet(List<Condition> conditions, Map<String, AttributeValue> item) {
    for (var condition : conditions) {
      if (!isMet(condition, item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAnyMet(List<Condition> conditions, Map<String, AttributeValue> item) {
    for (var condition : conditions) {
      if (isMet(condition, item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(
      @Nullable AttributeValue value, List<Operand> choices, Map<String, AttributeValue> item) {
    if (value == null) {
      return false;
    }
    for (var choice : choices) {
      if (value.equals(value(choice, item))) {
        return true;
      }
    }
    return false;
  }

  static boolean holds(
      @Nullable AttributeValue left, ComparisonOperator operator, @Nullable AttributeValue right) {
    return switch (operator) {
      case EQ -> left != null && left.equals(right);
      case NE -> left == null || !left.equals(right);
      case LT, LE, GT, GE -> {
        var order = left == null || right == null ? null : Sequences.order(left, right);
        yield order != null && operator.accepts(order);
      }
    };
  }

  private static @Nullable AttributeValue value(Operand operand, Map<String, AttributeValue> item) {
    return switch (operand) {
      case Operand.Literal(var value) -> value;
      case Path path -> path.in(item);
      case Operand.Size(var measured) -> size(value(measured, item));
    };
  }

  private static @Nullable AttributeValue size(@Nullable AttributeValue value) {
    return switch (value) {
      case S(var text) -> number(ItemSize.utf8(text));
      case B(var binary) -> number(binary.bytes().length);
      case SS(var texts) -> number(texts.size());
      case NS(var numbers) -> number(numbers.size());
      case BS(var binaries) -> number(binaries.size());
      case L(var values) -> number(values.size());
      case M(var values) -> number(values.size());
      case N _, Bool _, Null _ -> null;
      case null -> null;
    };
  }

  private static AttributeValue number(int size) {
    return new N(size == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(size).stripTrailingZeros());
  }
}
