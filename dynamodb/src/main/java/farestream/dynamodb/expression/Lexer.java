package farestream.dynamodb.expression;

/// Splits an expression into tokens one at a time, without copying the text.
final class Lexer {

  enum Token {
    NAME,
    /// An expression attribute name, such as `#n`.
    NAME_REFERENCE,
    /// An expression attribute value, such as `:v`.
    VALUE_REFERENCE,
    NUMBER,
    COMMA,
    DOT,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    PLUS,
    MINUS,
    UNKNOWN,
    END
  }

  private final String text;
  private Token token = Token.END;
  private int previousStart;
  private int start;
  private int end;

  Lexer(String text) {
    this.text = text;
    scan();
    previousStart = start;
  }

  /// Returns the current token.
  Token token() {
    return token;
  }

  /// Returns the text of the current token.
  String text() {
    return token == Token.END ? "<EOF>" : text.substring(start, end);
  }

  boolean is(Token expected) {
    return token == expected;
  }

  boolean isKeyword(String keyword) {
    return token == Token.NAME
        && end - start == keyword.length()
        && text.regionMatches(true, start, keyword, 0, keyword.length());
  }

  /// Returns whether the next token is an opening parenthesis.
  boolean isFollowedByParenthesis() {
    var next = afterSpace(end);
    return next < text.length() && text.charAt(next) == '(';
  }

  void advance() {
    previousStart = start;
    scan();
  }

  /// Returns the text from the previous token to the next one, which syntax errors quote.
  String surroundings() {
    if (token == Token.END) {
      return text.substring(previousStart, end).strip();
    }
    var next = new Lexer(text, end);
    return text.substring(previousStart, next.token == Token.END ? end : next.end);
  }

  private Lexer(String text, int from) {
    this.text = text;
    this.end = from;
    scan();
  }

  private void scan() {
    start = afterSpace(end);
    end = start + 1;
    if (start >= text.length()) {
      start = text.length();
      end = start;
      token = Token.END;
      return;
    }
    var first = text.charAt(start);
    token =
        switch (first) {
          case ',' -> Token.COMMA;
          case '.' -> Token.DOT;
          case '(' -> Token.LEFT_PARENTHESIS;
          case ')' -> Token.RIGHT_PARENTHESIS;
          case '[' -> Token.LEFT_BRACKET;
          case ']' -> Token.RIGHT_BRACKET;
          case '+' -> Token.PLUS;
          case '-' -> Token.MINUS;
          case '=' -> Token.EQ;
          case '<' -> take('>') ? Token.NE : take('=') ? Token.LE : Token.LT;
          case '>' -> take('=') ? Token.GE : Token.GT;
          case '#' -> word(Token.NAME_REFERENCE);
          case ':' -> word(Token.VALUE_REFERENCE);
          default -> {
            if (isLetter(first)) {
              yield word(Token.NAME);
            }
            if (isDigit(first)) {
              yield number();
            }
            end = start + Character.charCount(text.codePointAt(start));
            yield Token.UNKNOWN;
          }
        };
  }

  private boolean take(char expected) {
    if (end < text.length() && text.charAt(end) == expected) {
      end++;
      return true;
    }
    return false;
  }

  private Token word(Token kind) {
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return kind;
  }

  private Token number() {
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return Token.NUMBER;
  }

  private int afterSpace(int from) {
    var position = from;
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
