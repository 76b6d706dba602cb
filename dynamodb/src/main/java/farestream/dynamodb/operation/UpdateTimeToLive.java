package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import java.util.Map;
import java.util.Objects;

/// Keeps a table's time-to-live setting. Nothing expires here.
final class UpdateTimeToLive implements Operation {
  private static final int LONGEST_NAME = 255;

  private final Database database;

  UpdateTimeToLive(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, ?> run(JsonObject request) {
    var name = TableLookup.name(request);
    check(request);
    var wanted = Objects.requireNonNull(request.object("TimeToLiveSpecification"));
    var attribute = Objects.requireNonNull(wanted.text("AttributeName"));
    var enabled = wanted.isTrue("Enabled");
    database.write(writer -> update(writer, name, attribute, enabled));
    return Map.of(
        "TimeToLiveSpecification", Map.of("AttributeName", attribute, "Enabled", enabled));
  }

  private static void check(JsonObject request) {
    var constraints = new Constraints(request).required("TimeToLiveSpecification");
    var wanted = request.object("TimeToLiveSpecification");
    if (wanted != null) {
      var path = "timeToLiveSpecification.";
      var attribute = wanted.text("AttributeName");
      if (attribute == null) {
        constraints.breach(null, path + "attributeName", "Member must not be null");
      } else if (attribute.isEmpty()) {
        constraints.breach(
            "", path + "attributeName", "Member must have length greater than or equal to 1");
      } else if (attribute.length() > LONGEST_NAME) {
        constraints.breach(
            attribute,
            path + "attributeName",
            "Member must have length less than or equal to " + LONGEST_NAME);
      }
      if (wanted.bool("Enabled") == null) {
        constraints.breach(null, path + "enabled", "Member must not be null");
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
