package farestream.dynamodb.expression;

import farestream.dynamodb.expression.Lexer.Token;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.SS;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Parses update expressions.
final class UpdateParser extends ExpressionParser {
  private static final String TYPE_MISMATCH =
      "An operand in the update expression has an incorrect data type";

  private final List<PathAction> actions = new ArrayList<>();
  private final PathTree<Integer> tree = new PathTree<>();
  private final Set<Section> sections = EnumSet.noneOf(Section.class);

  private enum Section {
    SET,
    REMOVE,
    ADD,
    DELETE
  }

  UpdateParser(String parameter, String text, ExpressionParameters parameters) {
    super(parameter, text, parameters);
  }

  Update parse() {
    do {
      var section = section();
      do {
        add(action(section));
      } while (take(Token.COMMA));
    } while (!lexer.is(Token.END));
    finish();
    return new Update(actions, tree, TYPE_MISMATCH);
  }

  private Section section() {
    for (var section : Section.values()) {
      if (takeKeyword(section.name())) {
        if (!sections.add(section)) {
          report(
              ExpressionError.REPEATED_SECTION,
              "The \"%s\" section can only be used once in an update expression;"
                  .formatted(section));
        }
        return section;
      }
    }
    throw unexpectedToken();
  }

  private void add(PathAction action) {
    tree.add(action.path(), actions.size(), this);
    actions.add(action);
  }

  private PathAction action(Section section) {
    var path = path();
    return switch (section) {
      case SET -> {
        require(Token.EQ);
        yield new PathAction.Set(path, assigned());
      }
      case REMOVE -> new PathAction.Remove(path);
      case ADD -> new PathAction.Add(path, element(section));
      case DELETE -> new PathAction.Delete(path, element(section));
    };
  }

  private AttributeValue element(Section section) {
    var value = value();
    var fits =
        switch (value) {
          case SS _, NS _, BS _ -> true;
          case N _ -> section == Section.ADD;
          default -> false;
        };
    if (!fits) {
      report(
          ExpressionError.OPERAND_TYPE,
          "Incorrect operand type for operator or function; operator: %s, operand type: %s"
              .formatted(section, longTypeName(value)));
    }
    return value;
  }

  private static String longTypeName(AttributeValue value) {
    return switch (value.type()) {
      case "S" -> "STRING";
      case "N" -> "NUMBER";
      case "B" -> "BINARY";
      case "BOOL" -> "BOOLEAN";
      case "L" -> "LIST";
      case "M" -> "MAP";
      default -> value.type();
    };
  }

  private UpdateValue assigned() {
    var left = operand();
    if (left.isArithmetic()) {
      return left;
    }
    if (take(Token.PLUS)) {
      return arithmetic("+", left, operand());
    }
    if (take(Token.MINUS)) {
      return arithmetic("-", left, operand());
    }
    return left;
  }

  private UpdateValue arithmetic(String operator, UpdateValue left, UpdateValue right) {
    countOperator();
    if (right.isArithmetic()) {
      throw unexpectedToken();
    }
    requireType("N", operator, left, right);
    return operator.equals("+")
        ? new UpdateValue.Sum(left, right)
        : new UpdateValue.Difference(left, right);
  }

  private UpdateValue operand() {
    return switch (lexer.token()) {
      case LEFT_PARENTHESIS -> parenthesized();
      case VALUE_REFERENCE -> new UpdateValue.Literal(value());
      default ->
          lexer.is(Token.NAME) && lexer.isFollowedByParenthesis()
              ? function()
              : new UpdateValue.Reference(path());
    };
  }

  private UpdateValue parenthesized() {
    require(Token.LEFT_PARENTHESIS);
    enter();
    var inner = assigned();
    require(Token.RIGHT_PARENTHESIS);
    leave();
    return inner;
  }

  private UpdateValue function() {
    countOperator();
    var name = lexer.text();
    lexer.advance();
    require(Token.LEFT_PARENTHESIS);
    enter();
    var operands = operands();
    require(Token.RIGHT_PARENTHESIS);
    leave();
    if (!name.equals("if_not_exists") && !name.equals("list_append")) {
      report(ExpressionError.UNKNOWN_UPDATE_FUNCTION, "Invalid function name; function: " + name);
    } else if (operands.size() != 2) {
      report(
          ExpressionError.UPDATE_FUNCTION,
          ("Incorrect number of operands for operator or function; operator or function: %s, number"
                  + " of operands: %d")
              .formatted(name, operands.size()));
    } else if (name.equals("list_append")) {
      requireType("L", name, operands.getFirst(), operands.getLast());
      return new UpdateValue.ListAppend(operands.getFirst(), operands.getLast());
    } else if (operands.getFirst() instanceof UpdateValue.Reference(var path)) {
      return new UpdateValue.IfNotExists(path, operands.getLast());
    } else {
      report(
          ExpressionError.UPDATE_FUNCTION,
          "Operator or function requires a document path; operator or function: " + name);
    }
    return operands.getFirst();
  }

  private List<UpdateValue> operands() {
    var operands = new ArrayList<UpdateValue>(2);
    do {
      var operand = operand();
      if (operand.isArithmetic()) {
        throw unexpectedToken();
      }
      operands.add(operand);
    } while (take(Token.COMMA));
    return operands;
  }

  private void requireType(String type, String function, UpdateValue left, UpdateValue right) {
    for (var operand : List.of(left, right)) {
      if (operand instanceof UpdateValue.Literal(var value) && !value.type().equals(type)) {
        report(
            ExpressionError.UPDATE_FUNCTION,
            ("Incorrect operand type for operator or function; operator or function: %s, operand"
                    + " type: %s")
                .formatted(function, value.type()));
      }
    }
  }

  @Override
  boolean isKeyword() {
    return lexer.isKeyword("SET")
        || lexer.isKeyword("REMOVE")
        || lexer.isKeyword("ADD")
        || lexer.isKeyword("DELETE");
  }
}
