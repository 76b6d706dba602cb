package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// Translates the legacy parameter `AttributesToGet` into a projection.
public final class LegacyProjections {
  private static final String PARAMETER = "AttributesToGet";
  private static final int MAX_ATTRIBUTES = 255;

  private LegacyProjections() {}

  /// @return the projection; null if the request has no `AttributesToGet`
  public static @Nullable Projection read(JsonObject request) {
    if (!request.has(PARAMETER)) {
      return null;
    }
    var attributes = request.texts(PARAMETER);
    if (attributes.isEmpty() || attributes.size() > MAX_ATTRIBUTES) {
      throw ServiceException.validation(
          ("1 validation error detected: Value '[%s]' at 'attributesToGet' failed to satisfy"
                  + " constraint: Member must have length %s")
              .formatted(
                  String.join(", ", attributes),
                  attributes.isEmpty()
                      ? "greater than or equal to 1"
                      : "less than or equal to " + MAX_ATTRIBUTES));
    }
    var paths = new ArrayList<Path>();
    var tree = new PathTree<Path>();
    var seen = new HashSet<String>();
    for (var attribute : attributes) {
      if (!seen.add(attribute)) {
        throw ServiceException.invalidParameter("Duplicate value in attribute name: " + attribute);
      }
      var path = Path.of(attribute);
      paths.add(path);
      tree.addAttribute(attribute, path);
    }
    return new Projection(paths, tree);
  }
}
