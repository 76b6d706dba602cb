package farestream.dynamodb.expression;

import farestream.dynamodb.expression.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses condition, filter and key condition expressions by recursive descent.
final class ConditionParser extends ExpressionParser {
  /// A placeholder for a condition with an error. It is never evaluated because the error has been
  /// reported.
  private static final Condition FAULTY = new Condition.And(List.of());

  ConditionParser(String parameter, String text, ExpressionParameters parameters) {
    super(parameter, text, parameters);
  }

  /// A condition or an operand. The parser finds out only after a closing parenthesis which of
  /// them is required, because both can be enclosed: `(a = :b)`, `(a) = :b`.
  private sealed interface Term {

    /// @param function the name of the function if the condition is a function call, which can't
    ///     be an operand; null for other conditions
    record Whole(Condition condition, @Nullable String function, boolean isEnclosed)
        implements Term {}

    record Part(Operand operand, boolean isEnclosed) implements Term {}

    /// Returns whether the term is enclosed in parentheses.
    boolean isEnclosed();

    default Term enclosed() {
      return switch (this) {
        case Whole(var condition, var function, _) -> new Whole(condition, function, true);
        case Part(var operand, _) -> new Part(operand, true);
      };
    }
  }

  Condition parse() {
    var condition = condition(disjunction());
    finish();
    return condition;
  }

  private Term disjunction() {
    var first = conjunction();
    if (!lexer.isKeyword("OR")) {
      return first;
    }
    var conditions = new ArrayList<Condition>();
    conditions.add(condition(first));
    while (takeKeyword("OR")) {
      countOperator();
      conditions.add(condition(conjunction()));
    }
    return whole(new Condition.Or(conditions));
  }

  private Term conjunction() {
    var first = negation();
    if (!lexer.isKeyword("AND")) {
      return first;
    }
    var conditions = new ArrayList<Condition>();
    conditions.add(condition(first));
    while (takeKeyword("AND")) {
      countOperator();
      conditions.add(condition(negation()));
    }
    return whole(new Condition.And(conditions));
  }

  private Term negation() {
    if (!takeKeyword("NOT")) {
      return clause();
    }
    countOperator();
    enter();
    var negated = condition(negation());
    leave();
    return whole(new Condition.Not(negated));
  }

  private Term clause() {
    var first = primary();
    if (continuesOperand()) {
      return whole(endOfClause(comparison(operand(first))));
    }
    return switch (first) {
      case Term.Whole _ -> {
        nextClause();
        yield first;
      }
      case Term.Part _ when lexer.is(Token.RIGHT_PARENTHESIS) -> first;
      case Term.Part part -> whole(endOfClause(condition(part)));
    };
  }

  private Condition endOfClause(Condition condition) {
    nextClause();
    return condition;
  }

  private boolean continuesOperand() {
    return switch (lexer.token()) {
      case EQ, NE, LT, LE, GT, GE -> true;
      case NAME -> lexer.isKeyword("BETWEEN") || lexer.isKeyword("IN");
      default -> false;
    };
  }

  private Condition comparison(Operand left) {
    countOperator();
    if (takeKeyword("BETWEEN")) {
      var low = operand(primary());
      if (!takeKeyword("AND")) {
        throw unexpectedToken();
      }
      var high = operand(primary());
      ConditionChecks.between(this, left, low, high);
      return new Condition.Between(left, low, high);
    }
    if (takeKeyword("IN")) {
      require(Token.LEFT_PARENTHESIS);
      var choices = operands();
      ConditionChecks.in(this, left, choices);
      return new Condition.In(left, choices);
    }
    var operator = ComparisonOperator.valueOf(lexer.token().name());
    lexer.advance();
    var right = operand(primary());
    ConditionChecks.comparison(this, left, operator, right);
    return new Condition.Comparison(left, operator, right);
  }

  private Term primary() {
    return switch (lexer.token()) {
      case LEFT_PARENTHESIS -> parenthesized();
      case VALUE_REFERENCE -> part(new Operand.Literal(value()));
      default ->
          lexer.is(Token.NAME) && !isKeyword() && lexer.isFollowedByParenthesis()
              ? function()
              : part(path());
    };
  }

  private Term parenthesized() {
    require(Token.LEFT_PARENTHESIS);
    enter();
    var inner = disjunction();
    if (inner.isEnclosed()) {
      report(ExpressionError.REDUNDANT_PARENTHESES, "The expression has redundant parentheses;");
    }
    require(Token.RIGHT_PARENTHESIS);
    leave();
    return inner instanceof Term.Part(Path path, _) && continuesPath()
        ? part(extended(path))
        : inner.enclosed();
  }

  private Term function() {
    var name = lexer.text();
    countOperator();
    lexer.advance();
    require(Token.LEFT_PARENTHESIS);
    enter();
    var operands = operands();
    leave();
    var isValid = ConditionChecks.function(this, name, operands);
    if (name.equals("size")) {
      return part(new Operand.Size(operands.getFirst()));
    }
    return new Term.Whole(isValid ? call(name, operands) : FAULTY, name, false);
  }

  private static Condition call(String function, List<Operand> operands) {
    var first = operands.getFirst();
    return switch (function) {
      case "attribute_exists" -> new Condition.Exists((Path) first);
      case "attribute_not_exists" -> new Condition.NotExists((Path) first);
      case "attribute_type" ->
          new Condition.HasType(first, ConditionChecks.typeName(operands.getLast()));
      case "begins_with" -> new Condition.BeginsWith(first, operands.getLast());
      case "contains" -> new Condition.Contains(first, operands.getLast());
      default -> FAULTY;
    };
  }

  /// Reads the operands up to the closing parenthesis.
  private List<Operand> operands() {
    var operands = new ArrayList<Operand>(2);
    do {
      operands.add(operand(primary()));
    } while (take(Token.COMMA));
    require(Token.RIGHT_PARENTHESIS);
    return operands;
  }

  private Operand operand(Term term) {
    return switch (term) {
      case Term.Part(var operand, _) -> operand;
      case Term.Whole(_, var function, _) -> {
        if (function == null) {
          throw unexpectedToken();
        }
        reportMisuse(function);
        yield new Operand.Literal(UNDEFINED);
      }
    };
  }

  private Condition condition(Term term) {
    return switch (term) {
      case Term.Whole(var condition, _, _) -> condition;
      case Term.Part(Operand.Size _, _) -> {
        reportMisuse("size");
        yield FAULTY;
      }
      case Term.Part _ -> throw unexpectedToken();
    };
  }

  private static Term whole(Condition condition) {
    return new Term.Whole(condition, null, false);
  }

  private static Term part(Operand operand) {
    return new Term.Part(operand, false);
  }

  private void reportMisuse(String function) {
    report(
        ExpressionError.MISUSED_FUNCTION,
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  @Override
  boolean isKeyword() {
    return lexer.isKeyword("AND")
        || lexer.isKeyword("OR")
        || lexer.isKeyword("NOT")
        || lexer.isKeyword("IN")
        || lexer.isKeyword("BETWEEN");
  }
}
