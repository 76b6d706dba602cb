package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.ItemJson;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Translates the legacy parameter `AttributeUpdates` into an update.
public final class LegacyUpdates {
  private static final Set<String> ADDABLE_TYPES = Set.of("N", "SS", "NS", "BS", "L");
  private static final Set<String> DELETABLE_TYPES = Set.of("SS", "NS", "BS");

  private LegacyUpdates() {}

  /// @return the update; null if the request has no `AttributeUpdates`
  public static @Nullable Update read(JsonObject request) {
    var json = request.object("AttributeUpdates");
    if (json == null) {
      return null;
    }
    var actions = new ArrayList<PathAction>();
    var tree = new PathTree<Integer>();
    for (var attribute : json.keys()) {
      tree.addAttribute(attribute, actions.size());
      actions.add(action(attribute, json.entry(attribute)));
    }
    return new Update(actions, tree, "Type mismatch for attribute to update");
  }

  private static PathAction action(String attribute, JsonObject json) {
    var path = Path.of(attribute);
    var valueJson = json.object("Value");
    var value = valueJson == null ? null : ItemJson.value(valueJson);
    var action = json.text("Action", "PUT");
    return switch (action) {
      case "PUT" -> new PathAction.Set(path, new UpdateValue.Literal(required(value)));
      case "ADD" -> {
        var added = required(value);
        if (!ADDABLE_TYPES.contains(added.type())) {
          throw ServiceException.invalidParameter(
              "ADD action is not supported for the type " + added.type());
        }
        yield new PathAction.Add(path, added);
      }
      case "DELETE" -> {
        if (value == null) {
          yield new PathAction.Remove(path);
        }
        if (!DELETABLE_TYPES.contains(value.type())) {
          throw ServiceException.invalidParameter(
              "DELETE action with value is not supported for the type " + value.type());
        }
        yield new PathAction.Delete(path, value);
      }
      default ->
          throw ServiceException.validation(
              ("1 validation error detected: Value '%s' at 'attributeUpdates.%s.member.action'"
                      + " failed to satisfy constraint: Member must satisfy enum value set: [ADD,"
                      + " PUT, DELETE]")
                  .formatted(action, attribute));
    };
  }

  private static AttributeValue required(@Nullable AttributeValue value) {
    if (value == null) {
      throw ServiceException.invalidParameter(
          "Only DELETE action is allowed when no attribute value is specified");
    }
    return value;
  }
}
