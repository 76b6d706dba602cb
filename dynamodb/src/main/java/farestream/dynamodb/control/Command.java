package farestream.dynamodb.control;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// A command of the control port. Implementations are thread-safe.
@FunctionalInterface
public interface Command {

  /// Runs the command and returns the fields of the response.
  ///
  /// @throws farestream.dynamodb.error.ServiceException if the command is refused
  Map<String, ?> run(JsonObject request);
}
