package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.Index;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// One entry of the parameter `GlobalSecondaryIndexUpdates`.
///
/// @param index the name of the index
/// @param json the parameters of the action
record IndexUpdate(Action action, String index, JsonObject json) {
  enum Action {
    UPDATE("Update"),
    CREATE("Create"),
    DELETE("Delete");

    private final String parameter;

    Action(String parameter) {
      this.parameter = parameter;
    }
  }

  boolean deletes(Index other) {
    return action == Action.DELETE && other.name().equals(index);
  }

  static List<IndexUpdate> all(JsonObject request) {
    var updates = new ArrayList<IndexUpdate>();
    var names = new HashSet<String>();
    for (var json : request.objects("GlobalSecondaryIndexUpdates")) {
      var update = of(json);
      if (!names.add(update.index)) {
        throw ServiceException.invalidParameter(
            "Only one global secondary index update per index is allowed simultaneously. Index: "
                + update.index);
      }
      updates.add(update);
    }
    return updates;
  }

  private static IndexUpdate of(JsonObject json) {
    var updates = new ArrayList<IndexUpdate>();
    for (var action : Action.values()) {
      var index = json.object(action.parameter);
      if (index != null) {
        var name = Objects.requireNonNull(index.text("IndexName"));
        updates.add(new IndexUpdate(action, name, index));
      }
    }
    if (updates.isEmpty()) {
      throw ServiceException.invalidParameter(
          "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
              + " GlobalSecondaryIndexUpdate.Delete must not be null");
    }
    if (updates.size() > 1) {
      throw ServiceException.invalidParameter(
          "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate"
              + " object");
    }
    return updates.getFirst();
  }
}
