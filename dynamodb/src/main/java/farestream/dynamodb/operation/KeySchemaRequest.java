package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.KeyAttribute;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.table.KeyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Parses `AttributeDefinitions` and the `KeySchema`s that refer to them.
final class KeySchemaRequest {
  private KeySchemaRequest() {}

  static Map<String, KeyType> attributes(JsonObject request) {
    var attributes = new LinkedHashMap<String, KeyType>();
    for (var definition : request.objects("AttributeDefinitions")) {
      var name = definition.requiredText("AttributeName");
      if (attributes.put(name, KeyType.valueOf(definition.requiredText("AttributeType"))) != null) {
        throw ServiceException.validation("Attribute Name is duplicated: " + name);
      }
    }
    return attributes;
  }

  static KeySchema ofTable(JsonObject request, Map<String, KeyType> attributes) {
    if (request.objects("KeySchema").size() > attributes.size()) {
      throw ServiceException.validation(
          "Invalid KeySchema: Some index key attribute have no definition");
    }
    return of(request, attributes);
  }

  /// Parses the key schema of a table or an index.
  ///
  /// @param owner the request, or the index in the request
  static KeySchema of(JsonObject owner, Map<String, KeyType> attributes) {
    var elements = owner.objects("KeySchema");
    var names = elements.stream().map(element -> element.requiredText("AttributeName")).toList();
    if (!attributes.keySet().containsAll(names)) {
      throw ServiceException.invalidParameter(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: %s,"
                  .formatted(names)
              + " AttributeDefinitions: %s".formatted(attributes.keySet()));
    }
    requireRoles(elements, names);
    var partition = attribute(names.getFirst(), attributes);
    return new KeySchema(partition, names.size() > 1 ? attribute(names.get(1), attributes) : null);
  }

  private static void requireRoles(List<JsonObject> elements, List<String> names) {
    if (names.size() > 1 && names.getFirst().equals(names.get(1))) {
      throw ServiceException.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (!elements.getFirst().requiredText("KeyType").equals("HASH")) {
      throw ServiceException.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (elements.size() > 1 && !elements.get(1).requiredText("KeyType").equals("RANGE")) {
      throw ServiceException.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
  }

  private static KeyAttribute attribute(String name, Map<String, KeyType> attributes) {
    return new KeyAttribute(name, Objects.requireNonNull(attributes.get(name)));
  }
}
