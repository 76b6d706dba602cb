package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Lexer.Token;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The base class of the expression parsers. It handles tokens, document paths, expression
/// attribute names and values, and limits, and selects the error to report.
abstract class ExpressionParser {
  private static final int MAX_EXPRESSION_BYTES = 4096;
  private static final int MAX_OPERATORS = 300;
  // DynamoDB allows as many levels as operators. Before the JIT compiler has settled, 400 levels
  // took more than the 1 MB of a thread's stack; this limit leaves a wide margin.
  private static final int MAX_DEPTH = 150;

  /// A placeholder for an undefined value. It is never evaluated because the error has been
  /// reported.
  static final AttributeValue UNDEFINED = new AttributeValue.Null();

  final Lexer lexer;
  private final String parameter;
  private final ExpressionParameters parameters;
  private int operators;
  private int depth;
  private int clause;
  private @Nullable ExpressionError error;
  private int errorClause;
  private String errorMessage = "";

  ExpressionParser(String parameter, String text, ExpressionParameters parameters) {
    this.parameter = parameter;
    this.parameters = parameters;
    if (text.isBlank()) {
      throw invalid("The expression can not be empty;");
    }
    var size = ItemSize.utf8(text);
    if (size > MAX_EXPRESSION_BYTES) {
      throw invalid(
          "Expression size has exceeded the maximum allowed size; expression size: " + size);
    }
    this.lexer = new Lexer(text);
  }

  final ServiceException invalid(String what) {
    return ServiceException.validation("Invalid " + parameter + ": " + what);
  }

  final ServiceException unexpectedToken() {
    return invalid(
        "Syntax error; token: \"%s\", near: \"%s\"".formatted(lexer.text(), lexer.surroundings()));
  }

  /// Records an error. [#finish] throws it unless another one has precedence.
  final void report(ExpressionError kind, String message) {
    if (precedes(kind)) {
      error = kind;
      errorClause = clause;
      errorMessage = message;
    }
  }

  private boolean precedes(ExpressionError kind) {
    if (error == null) {
      return true;
    }
    var isOfLaterClause = kind.belongsToClause() && error.belongsToClause() && clause > errorClause;
    return !isOfLaterClause && kind.compareTo(error) < 0;
  }

  final void nextClause() {
    clause++;
  }

  /// Requires the end of the text and throws the reported error, if any.
  final void finish() {
    if (!lexer.is(Token.END)) {
      throw unexpectedToken();
    }
    if (error != null) {
      throw invalid(errorMessage);
    }
  }

  final boolean take(Token token) {
    if (!lexer.is(token)) {
      return false;
    }
    lexer.advance();
    return true;
  }

  final boolean takeKeyword(String keyword) {
    if (!lexer.isKeyword(keyword)) {
      return false;
    }
    lexer.advance();
    return true;
  }

  final void require(Token token) {
    if (!take(token)) {
      throw unexpectedToken();
    }
  }

  final void enter() {
    if (++depth > MAX_DEPTH) {
      throw invalid("The expression has redundant parentheses;");
    }
  }

  final void leave() {
    depth--;
  }

  final void countOperator() {
    if (++operators > MAX_OPERATORS) {
      throw invalid("The expression contains too many operators; operator count: " + operators);
    }
  }

  final AttributeValue value() {
    if (!lexer.is(Token.VALUE_REFERENCE)) {
      throw unexpectedToken();
    }
    var reference = lexer.text();
    lexer.advance();
    var value = parameters.value(reference);
    if (value == null) {
      report(
          ExpressionError.UNDEFINED_VALUE,
          "An expression attribute value used in expression is not defined; attribute value: "
              + reference);
      return UNDEFINED;
    }
    return value;
  }

  final Path path() {
    return path(name(), new ArrayList<>(2));
  }

  /// Parses the rest of a path whose head has already been parsed.
  final Path extended(Path head) {
    return path(head.attribute(), new ArrayList<>(head.rest()));
  }

  final boolean continuesPath() {
    return lexer.is(Token.DOT) || lexer.is(Token.LEFT_BRACKET);
  }

  private Path path(String attribute, List<Step> rest) {
    while (true) {
      if (take(Token.DOT)) {
        rest.add(new Step.Name(name()));
      } else if (take(Token.LEFT_BRACKET)) {
        rest.add(index());
        require(Token.RIGHT_BRACKET);
      } else {
        break;
      }
    }
    if (rest.size() >= Path.MAX_STEPS) {
      throw invalid(
          "The document path has too many nesting elements; nesting levels: " + (1 + rest.size()));
    }
    return new Path(attribute, rest.isEmpty() ? List.of() : List.copyOf(rest));
  }

  private String name() {
    var text = lexer.text();
    if (lexer.is(Token.NAME_REFERENCE)) {
      lexer.advance();
      return referenced(text);
    }
    if (!lexer.is(Token.NAME) || isKeyword()) {
      throw unexpectedToken();
    }
    lexer.advance();
    if (ReservedWords.contains(text)) {
      report(
          ExpressionError.RESERVED_WORD,
          "Attribute name is a reserved keyword; reserved keyword: " + text);
    }
    return text;
  }

  private String referenced(String reference) {
    var name = parameters.name(reference);
    if (name == null) {
      report(
          ExpressionError.UNDEFINED_NAME,
          "An expression attribute name used in the document path is not defined; attribute name: "
              + reference);
      return reference;
    }
    return name;
  }

  /// Returns whether the current token is a keyword of this kind of expression.
  abstract boolean isKeyword();

  private Step index() {
    if (!lexer.is(Token.NUMBER)) {
      throw unexpectedToken();
    }
    var digits = lexer.text();
    lexer.advance();
    try {
      return new Step.Index(Integer.parseInt(digits));
    } catch (NumberFormatException tooLarge) {
      throw invalid("List index is not within the allowable range; index: [" + digits + "]");
    }
  }
}
