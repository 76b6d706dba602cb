package farestream.dynamodb.control;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// One command of the control port. Thread-safe.
@FunctionalInterface
public interface Command {

  /// @throws farestream.dynamodb.error.ServiceException if it is refused
  Map<String, ?> run(JsonObject request);
}
