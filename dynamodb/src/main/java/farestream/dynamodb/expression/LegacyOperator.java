package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.value.AttributeValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The comparison operators of the legacy parameters, in the order in which error messages list
/// them.
enum LegacyOperator {
  IN(1, Integer.MAX_VALUE, "SNB"),
  NULL(0, 0, ""),
  BETWEEN(2, 2, "SNB"),
  LT(1, 1, "SNB"),
  NOT_CONTAINS(1, 1, "SNB"),
  EQ(1, 1, null),
  GT(1, 1, "SNB"),
  NOT_NULL(0, 0, ""),
  NE(1, 1, null),
  LE(1, 1, "SNB"),
  BEGINS_WITH(1, 1, "SB"),
  GE(1, 1, "SNB"),
  CONTAINS(1, 1, "SNB");

  private final int minValues;
  private final int maxValues;
  private final @Nullable String types;

  /// @param types the one-letter types that the operator accepts; null for every type
  LegacyOperator(int minValues, int maxValues, @Nullable String types) {
    this.minValues = minValues;
    this.maxValues = maxValues;
    this.types = types;
  }

  /// Returns the operator of a name.
  ///
  /// @param field the name of the field in error messages, such as
  ///     `scanFilter.a.member.comparisonOperator`
  static LegacyOperator of(@Nullable String name, String field) {
    for (var operator : values()) {
      if (operator.name().equals(name)) {
        return operator;
      }
    }
    var constraint =
        name == null
            ? "Member must not be null"
            : "Member must satisfy enum value set: "
                + Stream.of(values())
                    .map(LegacyOperator::name)
                    .collect(Collectors.joining(", ", "[", "]"));
    throw ServiceException.validation(
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
            .formatted(name == null ? "null" : "'" + name + "'", field, constraint));
  }

  void requireValues(List<AttributeValue> values) {
    if (values.size() < minValues || values.size() > maxValues) {
      throw ServiceException.invalidParameter(
          "Invalid number of argument(s) for the " + this + " ComparisonOperator");
    }
    for (var value : values) {
      if (!value.type().equals(values.getFirst().type())) {
        throw ServiceException.invalidParameter(
            "AttributeValues inside AttributeValueList must be of same type");
      }
    }
    for (var value : values) {
      if (!accepts(value.type())) {
        throw ServiceException.invalidParameter(
            "ComparisonOperator %s is not valid for %s AttributeValue type"
                .formatted(this, value.type()));
      }
    }
    if (this == BETWEEN
        && Evaluation.holds(values.getFirst(), ComparisonOperator.GT, values.getLast())) {
      throw ServiceException.validation(
          "The BETWEEN condition was provided a range where the lower bound is greater than the"
              + " upper bound");
    }
  }

  private boolean accepts(String type) {
    return types == null || (type.length() == 1 && types.contains(type));
  }

  Condition condition(Path path, List<AttributeValue> values) {
    var operands = values.stream().map(Operand.Literal::new).map(Operand.class::cast).toList();
    return switch (this) {
      case EQ, NE, LT, LE, GT, GE ->
          new Condition.Comparison(path, ComparisonOperator.valueOf(name()), operands.getFirst());
      case IN -> new Condition.In(path, operands);
      case BETWEEN -> new Condition.Between(path, operands.getFirst(), operands.getLast());
      case NULL -> new Condition.NotExists(path);
      case NOT_NULL -> new Condition.Exists(path);
      case CONTAINS -> new Condition.Contains(path, operands.getFirst());
      case NOT_CONTAINS -> new Condition.Not(new Condition.Contains(path, operands.getFirst()));
      case BEGINS_WITH -> new Condition.BeginsWith(path, operands.getFirst());
    };
  }

  KeyCondition.Test keyTest(String attribute, List<AttributeValue> values) {
    return switch (this) {
      case EQ, LT, LE, GT, GE ->
          new KeyCondition.Comparison(
              attribute, ComparisonOperator.valueOf(name()), values.getFirst());
      case BETWEEN -> new KeyCondition.Between(attribute, values.getFirst(), values.getLast());
      case BEGINS_WITH -> new KeyCondition.BeginsWith(attribute, values.getFirst());
      case IN, NULL, NOT_CONTAINS, NOT_NULL, NE, CONTAINS ->
          throw ServiceException.validation(
              "Attempted conditional constraint is not an indexable operation");
    };
  }
}
