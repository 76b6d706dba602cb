package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import java.util.Map;
import java.util.Objects;

/// Stores the time-to-live setting of a table. Items never expire.
final class UpdateTimeToLive implements Operation {
  private static final int MAX_NAME_LENGTH = 255;

  private final Database database;

  UpdateTimeToLive(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    check(request);
    var specification = Objects.requireNonNull(request.object("TimeToLiveSpecification"));
    var attribute = Objects.requireNonNull(specification.text("AttributeName"));
    var enabled = specification.isTrue("Enabled");
    database.write(writer -> update(writer, name, attribute, enabled));
    return Map.of(
        "TimeToLiveSpecification", Map.of("AttributeName", attribute, "Enabled", enabled));
  }

  private static void check(JsonObject request) {
    var constraints = new Constraints(request).required("TimeToLiveSpecification");
    var specification = request.object("TimeToLiveSpecification");
    if (specification != null) {
      var path = "timeToLiveSpecification.";
      var attribute = specification.text("AttributeName");
      if (attribute == null) {
        constraints.addViolation(null, path + "attributeName", "Member must not be null");
      } else if (attribute.isEmpty()) {
        constraints.addViolation(
            "", path + "attributeName", "Member must have length greater than or equal to 1");
      } else if (attribute.length() > MAX_NAME_LENGTH) {
        constraints.addViolation(
            attribute,
            path + "attributeName",
            "Member must have length less than or equal to " + MAX_NAME_LENGTH);
      }
      if (specification.bool("Enabled") == null) {
        constraints.addViolation(null, path + "enabled", "Member must not be null");
      }
    }
    constraints.check();
  }

  private boolean update(Writer writer, String name, String attribute, boolean enabled) {
    var table = TableLookup.require(database, writer, name);
    var current = table.settings().ttlAttribute();
    if (current != null && !current.equals(attribute)) {
      throw ServiceException.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
    }
    if (enabled == (current != null)) {
      throw ServiceException.validation(
          "TimeToLive is already " + (enabled ? "enabled" : "disabled"));
    }
    var settings = table.settings().withTtlAttribute(enabled ? attribute : null);
    database.tables().put(writer, table.with(settings));
    return enabled;
  }
}
