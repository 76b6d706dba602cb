package farestream.dynamodb.expression;

import farestream.dynamodb.expression.Lexer.Token;
import java.util.ArrayList;

/// Parses projection expressions.
final class ProjectionParser extends ExpressionParser {

  ProjectionParser(String parameter, String text, ExpressionParameters parameters) {
    super(parameter, text, parameters);
  }

  Projection parse() {
    var paths = new ArrayList<Path>();
    var tree = new PathTree<Path>();
    do {
      var path = path();
      paths.add(path);
      tree.add(path, path, this);
    } while (take(Token.COMMA));
    finish();
    return new Projection(paths, tree);
  }

  @Override
  boolean isKeyword() {
    return false;
  }
}
