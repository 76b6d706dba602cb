package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;

/// What SET assigns.
sealed interface UpdateValue {

  record Literal(AttributeValue value) implements UpdateValue {}

  record Reference(Path path) implements UpdateValue {}

  record Sum(UpdateValue left, UpdateValue right) implements UpdateValue {}

  record Difference(UpdateValue left, UpdateValue right) implements UpdateValue {}

  record IfNotExists(Path path, UpdateValue otherwise) implements UpdateValue {}

  record ListAppend(UpdateValue left, UpdateValue right) implements UpdateValue {}

  default boolean isArithmetic() {
    return this instanceof Sum || this instanceof Difference;
  }
}
