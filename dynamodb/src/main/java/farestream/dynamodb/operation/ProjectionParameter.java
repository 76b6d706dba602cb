package farestream.dynamodb.operation;

import farestream.dynamodb.expression.ExpressionParameters;
import farestream.dynamodb.expression.LegacyProjections;
import farestream.dynamodb.expression.ParameterStyles;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the projection of a read by key.
final class ProjectionParameter {
  private static final String NAME = "ProjectionExpression";

  private ProjectionParameter() {}

  /// Returns the projection; null for all attributes.
  static @Nullable Projection of(JsonObject request) {
    ParameterStyles.requireOne(request, List.of("AttributesToGet"), List.of(NAME));
    var expressions = ExpressionParameters.of(request, NAME);
    var projection = expressions.projection(NAME);
    expressions.requireAllUsed();
    return projection == null ? LegacyProjections.read(request) : projection;
  }
}
