package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.S;
import java.util.List;
import java.util.Set;

/// Checks operands of conditions that are known at parse time and reports errors to the parser.
final class ConditionChecks {
  private static final int MAX_CHOICES = 100;
  private static final Set<String> TYPES =
      Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");
  private static final Set<String> ORDERED_TYPES = Set.of("S", "N", "B");
  private static final Set<String> SEQUENCES = Set.of("S", "B");
  private static final Set<String> SIZELESS_TYPES = Set.of("N", "BOOL", "NULL");

  private ConditionChecks() {}

  static void comparison(
      ExpressionParser parser, Operand left, ComparisonOperator operator, Operand right) {
    requireDistinct(parser, operator.symbol(), left, right);
    if (operator != ComparisonOperator.EQ && operator != ComparisonOperator.NE) {
      requireOrdered(parser, operator.symbol(), left);
      requireOrdered(parser, operator.symbol(), right);
    }
  }

  static void between(ExpressionParser parser, Operand operand, Operand low, Operand high) {
    requireOrdered(parser, "BETWEEN", operand);
    requireOrdered(parser, "BETWEEN", low);
    requireOrdered(parser, "BETWEEN", high);
    if (!(low instanceof Operand.Literal(var lowest))
        || !(high instanceof Operand.Literal(var highest))) {
      return;
    }
    var order = Sequences.order(lowest, highest);
    if (!lowest.type().equals(highest.type())) {
      reportBounds(parser, "same data type for lower and upper bounds", lowest, highest);
    } else if (order != null && order > 0) {
      reportBounds(
          parser, "upper bound to be greater than or equal to lower bound", lowest, highest);
    }
  }

  private static void reportBounds(
      ExpressionParser parser, String requirement, AttributeValue low, AttributeValue high) {
    parser.report(
        ExpressionError.OPERAND_TYPE,
        "The BETWEEN operator requires %s; lower bound operand: %s, upper bound operand: %s"
            .formatted(requirement, ValueText.of(low), ValueText.of(high)));
  }

  static void in(ExpressionParser parser, Operand operand, List<Operand> choices) {
    if (choices.size() > MAX_CHOICES) {
      parser.report(
          ExpressionError.NUMBER_OF_OPERANDS,
          "The IN operator is provided with too many operands; number of operands: "
              + choices.size());
    }
    choices.forEach(choice -> requireDistinct(parser, "IN", operand, choice));
  }

  /// Returns whether the function can be called with these operands.
  static boolean function(ExpressionParser parser, String name, List<Operand> operands) {
    var expected =
        switch (name) {
          case "attribute_exists", "attribute_not_exists", "size" -> 1;
          case "attribute_type", "begins_with", "contains" -> 2;
          default -> 0;
        };
    if (expected == 0) {
      parser.report(
          ExpressionError.UNKNOWN_CONDITION_FUNCTION, "Invalid function name; function: " + name);
      return false;
    }
    if (expected != operands.size()) {
      parser.report(
          ExpressionError.NUMBER_OF_OPERANDS,
          ("Incorrect number of operands for operator or function; operator or function: %s, number"
                  + " of operands: %d")
              .formatted(name, operands.size()));
      return false;
    }
    if (expected == 2) {
      requireDistinct(parser, name, operands.getFirst(), operands.getLast());
    }
    return haveSuitableTypes(parser, name, operands);
  }

  private static boolean haveSuitableTypes(
      ExpressionParser parser, String name, List<Operand> operands) {
    return switch (name) {
      case "begins_with" -> {
        operands.forEach(operand -> requireSequence(parser, name, operand));
        yield true;
      }
      case "size" -> {
        var type = operands.getFirst().type();
        if (type != null && SIZELESS_TYPES.contains(type)) {
          reportType(parser, name, type);
        }
        yield true;
      }
      case "attribute_type" ->
          isPath(parser, name, operands.getFirst()) && isType(parser, operands.getLast());
      case "contains" -> true;
      default -> isPath(parser, name, operands.getFirst());
    };
  }

  private static boolean isPath(ExpressionParser parser, String function, Operand operand) {
    if (operand instanceof Path) {
      return true;
    }
    parser.report(
        ExpressionError.OPERAND_TYPE,
        "Operator or function requires a document path; operator or function: " + function);
    return false;
  }

  private static boolean isType(ExpressionParser parser, Operand operand) {
    if (!(operand instanceof Operand.Literal(S(var type)))) {
      var actual = operand.type();
      reportType(
          parser, "attribute_type", actual == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : actual);
      return false;
    }
    if (!TYPES.contains(type)) {
      parser.report(
          ExpressionError.OPERAND_TYPE,
          "Invalid attribute type name found; type: "
              + type
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
      return false;
    }
    return true;
  }

  static String typeName(Operand operand) {
    return operand instanceof Operand.Literal(S(var type)) ? type : "";
  }

  private static void requireSequence(ExpressionParser parser, String function, Operand operand) {
    var type = operand.type();
    if (type != null && !SEQUENCES.contains(type)) {
      reportType(parser, function, type);
    }
  }

  private static void requireOrdered(ExpressionParser parser, String operator, Operand operand) {
    var type = operand.type();
    if (type != null && !ORDERED_TYPES.contains(type)) {
      reportType(parser, operator, type);
    }
  }

  private static void reportType(ExpressionParser parser, String function, String type) {
    parser.report(
        ExpressionError.OPERAND_TYPE,
        ("Incorrect operand type for operator or function; operator or function: %s, operand type:"
                + " %s")
            .formatted(function, type));
  }

  private static void requireDistinct(
      ExpressionParser parser, String operator, Operand first, Operand second) {
    if (first instanceof Path && first.equals(second)) {
      parser.report(
          ExpressionError.SAME_OPERANDS,
          ("The first operand must be distinct from the remaining operands for this operator or"
                  + " function; operator: %s, first operand: %s")
              .formatted(operator, first));
    }
  }
}
