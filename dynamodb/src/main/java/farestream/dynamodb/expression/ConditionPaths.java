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
import java.util.Set;

/// Collects the document paths of a condition.
final class ConditionPaths {
  private ConditionPaths() {}

  static void collect(Condition condition, Set<Path> into) {
    switch (condition) {
      case And(var conditions) -> conditions.forEach(each -> collect(each, into));
      case Or(var conditions) -> conditions.forEach(each -> collect(each, into));
      case Not(var negated) -> collect(negated, into);
      case Comparison(var left, _, var right) -> {
        collect(left, into);
        collect(right, into);
      }
      case Between(var operand, var low, var high) -> {
        collect(operand, into);
        collect(low, into);
        collect(high, into);
      }
      case In(var operand, var choices) -> {
        collect(operand, into);
        choices.forEach(choice -> collect(choice, into));
      }
      case Exists(var path) -> into.add(path);
      case NotExists(var path) -> into.add(path);
      case HasType(var operand, _) -> collect(operand, into);
      case BeginsWith(var operand, var prefix) -> {
        collect(operand, into);
        collect(prefix, into);
      }
      case Contains(var operand, var part) -> {
        collect(operand, into);
        collect(part, into);
      }
    }
  }

  private static void collect(Operand operand, Set<Path> into) {
    switch (operand) {
      case Path path -> into.add(path);
      case Operand.Size(var measured) -> collect(measured, into);
      case Operand.Literal _ -> {}
    }
  }
}
