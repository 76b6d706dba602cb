package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.List;

/// Checks constraints on single parts of a table definition.
final class DefinitionConstraints {
  private static final int MAX_KEY_ATTRIBUTES = 2;
  private static final String NOT_NULL = "Member must not be null";
  private static final String NOT_EMPTY = "Member must have length greater than or equal to 1";

  private final JsonObject request;
  private final Constraints constraints;

  DefinitionConstraints(JsonObject request) {
    this.request = request;
    this.constraints = new Constraints(request);
  }

  static void checkCreation(JsonObject request) {
    var checks = new DefinitionConstraints(request);
    checks.constraints.required("AttributeDefinitions");
    checks.attributeDefinitions();
    checks.tableParts();
    checks.keySchema("keySchema", request);
    checks.indexes("LocalSecondaryIndexes");
    checks.indexes("GlobalSecondaryIndexes");
    checks.constraints.check();
  }

  static void checkUpdate(JsonObject request) {
    var checks = new DefinitionConstraints(request);
    checks.attributeDefinitions();
    checks.tableParts();
    var number = 0;
    for (var update : request.objects("GlobalSecondaryIndexUpdates")) {
      number++;
      checks.indexUpdate("globalSecondaryIndexUpdates.%d.member.".formatted(number), update);
    }
    checks.constraints.check();
  }

  private void tableParts() {
    constraints.oneOf("BillingMode", "PROVISIONED", "PAY_PER_REQUEST");
    throughput("provisionedThroughput", request);
    var stream = request.object("StreamSpecification");
    if (stream != null) {
      requireBoolean("streamSpecification.streamEnabled", stream.bool("StreamEnabled") != null);
      constraints.oneOfAt(
          "streamSpecification.streamViewType",
          stream.text("StreamViewType"),
          "NEW_IMAGE",
          "OLD_IMAGE",
          "NEW_AND_OLD_IMAGES",
          "KEYS_ONLY");
    }
  }

  private void requireBoolean(String path, boolean present) {
    if (!present) {
      constraints.addViolation(null, path, NOT_NULL);
    }
  }

  private void attributeDefinitions() {
    var number = 0;
    for (var definition : request.objects("AttributeDefinitions")) {
      number++;
      var path = "attributeDefinitions.%d.member.".formatted(number);
      attributeName(path, definition);
      required(path, definition, "AttributeType");
      constraints.oneOfAt(path + "attributeType", definition.text("AttributeType"), "B", "N", "S");
    }
  }

  private void keySchema(String path, JsonObject owner) {
    if (!owner.has("KeySchema")) {
      constraints.addViolation(null, path, NOT_NULL);
      return;
    }
    var elements = owner.objects("KeySchema");
    if (elements.isEmpty()) {
      constraints.addViolation("[]", path, NOT_EMPTY);
    } else if (elements.size() > MAX_KEY_ATTRIBUTES) {
      constraints.addViolation(
          format(elements),
          path,
          "Member must have length less than or equal to " + MAX_KEY_ATTRIBUTES);
    }
    var number = 0;
    for (var element : elements) {
      number++;
      var member = "%s.%d.member.".formatted(path, number);
      attributeName(member, element);
      required(member, element, "KeyType");
      constraints.oneOfAt(member + "keyType", element.text("KeyType"), "HASH", "RANGE");
    }
  }

  private static String format(List<JsonObject> elements) {
    return elements.stream()
        .map(
            element ->
                "KeySchemaElement(attributeName=%s, keyType=%s)"
                    .formatted(element.text("AttributeName"), element.text("KeyType")))
        .toList()
        .toString();
  }

  private void attributeName(String path, JsonObject owner) {
    required(path, owner, "AttributeName");
    var name = owner.text("AttributeName");
    if (name != null && name.isEmpty()) {
      constraints.addViolation("", path + "attributeName", NOT_EMPTY);
    }
  }

  private void indexes(String parameter) {
    var number = 0;
    for (var index : request.objects(parameter)) {
      number++;
      newIndex("%s.%d.member.".formatted(Constraints.path(parameter), number), index);
    }
  }

  private void newIndex(String path, JsonObject index) {
    indexName(path, index);
    keySchema(path + "keySchema", index);
    required(path, index, "Projection");
    var projection = index.object("Projection");
    if (projection != null) {
      constraints.oneOfAt(
          path + "projection.projectionType",
          projection.text("ProjectionType"),
          "ALL",
          "INCLUDE",
          "KEYS_ONLY");
      if (projection.has("NonKeyAttributes") && projection.texts("NonKeyAttributes").isEmpty()) {
        constraints.addViolation("[]", path + "projection.nonKeyAttributes", NOT_EMPTY);
      }
    }
    throughput(path + "provisionedThroughput", index);
  }

  private void indexUpdate(String path, JsonObject update) {
    var changed = update.object("Update");
    if (changed != null) {
      indexName(path + "update.", changed);
      throughput(path + "update.provisionedThroughput", changed);
    }
    var created = update.object("Create");
    if (created != null) {
      newIndex(path + "create.", created);
    }
    var deleted = update.object("Delete");
    if (deleted != null) {
      indexName(path + "delete.", deleted);
    }
  }

  private void indexName(String path, JsonObject index) {
    required(path, index, "IndexName");
    constraints.name(path + "indexName", index.text("IndexName"), Constraints.MIN_NAME_LENGTH);
  }

  private void throughput(String path, JsonObject owner) {
    var throughput = owner.object("ProvisionedThroughput");
    if (throughput != null) {
      units(path + ".", throughput, "WriteCapacityUnits");
      units(path + ".", throughput, "ReadCapacityUnits");
    }
  }

  private void units(String path, JsonObject throughput, String units) {
    required(path, throughput, units);
    constraints.atLeast(path + Constraints.path(units), throughput.integer(units), 1);
  }

  private void required(String path, JsonObject owner, String parameter) {
    if (!owner.has(parameter)) {
      constraints.addViolation(null, path + Constraints.path(parameter), NOT_NULL);
    }
  }
}
