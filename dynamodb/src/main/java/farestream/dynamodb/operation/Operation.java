package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// An operation of the protocol, such as PutItem. Implementations are thread-safe.
@FunctionalInterface
public interface Operation {

  /// Runs the operation.
  ///
  /// @return the fields of the response, with values that [farestream.dynamodb.json.JsonWriter]
  ///     writes
  /// @throws farestream.dynamodb.error.ServiceException if DynamoDB refuses the request
  Map<String, ?> run(JsonObject request);
}
