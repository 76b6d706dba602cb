package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import java.util.Set;

/// The value that a SET action assigns.
sealed interface UpdateValue {

  record Literal(AttributeValue value) implements UpdateValue {}

  record Reference(Path path) implements UpdateValue {}

  record Sum(UpdateValue left, UpdateValue right) implements UpdateValue {}

  record Difference(UpdateValue left, UpdateValue right) implements UpdateValue {}

  record IfNotExists(Path path, UpdateValue fallback) implements UpdateValue {}

  record ListAppend(UpdateValue left, UpdateValue right) implements UpdateValue {}

  /// Adds the document paths that the value reads to `paths`.
  default void collectPaths(Set<Path> paths) {
    switch (this) {
      case Literal _ -> {}
      case Reference(var path) -> paths.add(path);
      case Sum(var left, var right) -> collectPaths(paths, left, right);
      case Difference(var left, var right) -> collectPaths(paths, left, right);
      case ListAppend(var left, var right) -> collectPaths(paths, left, right);
      case IfNotExists(var path, var fallback) -> {
        paths.add(path);
        fallback.collectPaths(paths);
      }
    }
  }

  private static void collectPaths(Set<Path> paths, UpdateValue left, UpdateValue right) {
    left.collectPaths(paths);
    right.collectPaths(paths);
  }

  default boolean isArithmetic() {
    return this instanceof Sum || this instanceof Difference;
  }
}
