package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;

/// One action of an update on one document path.
sealed interface PathAction {
  Path path();

  record Set(Path path, UpdateValue value) implements PathAction {}

  record Remove(Path path) implements PathAction {}

  /// @param value the number to add, or the set whose elements to add
  record Add(Path path, AttributeValue value) implements PathAction {}

  /// @param elements the set whose elements to remove
  record Delete(Path path, AttributeValue elements) implements PathAction {}
}
