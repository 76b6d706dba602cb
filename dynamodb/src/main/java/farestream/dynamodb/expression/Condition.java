package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A condition on an item, parsed from a condition or filter expression or from the legacy
/// parameters. Trees are at most a few hundred levels deep, so recursion is safe.
public sealed interface Condition {

  record And(List<Condition> conditions) implements Condition {}

  record Or(List<Condition> conditions) implements Condition {}

  record Not(Condition condition) implements Condition {}

  record Comparison(Operand left, ComparisonOperator operator, Operand right)
      implements Condition {}

  record Between(Operand operand, Operand low, Operand high) implements Condition {}

  record In(Operand operand, List<Operand> choices) implements Condition {}

  record Exists(Path path) implements Condition {}

  record NotExists(Path path) implements Condition {}

  /// @param type the name of the type in the protocol, such as `SS`
  record HasType(Operand operand, String type) implements Condition {}

  record BeginsWith(Operand operand, Operand prefix) implements Condition {}

  record Contains(Operand operand, Operand part) implements Condition {}

  /// Returns whether the item meets this condition. An item that doesn't exist is an empty map.
  default boolean isMetBy(Map<String, AttributeValue> item) {
    return Evaluation.isMet(this, item);
  }

  /// Returns the document paths that this condition reads.
  default Set<Path> paths() {
    var paths = new LinkedHashSet<Path>();
    ConditionPaths.collect(this, paths);
    return paths;
  }

  /// Returns the top-level attributes that this condition reads.
  default Set<String> attributes() {
    var attributes = new LinkedHashSet<String>();
    paths().forEach(path -> attributes.add(path.attribute()));
    return attributes;
  }
}
