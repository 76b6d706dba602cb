package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// One operation of the protocol, such as PutItem. Thread-safe.
@FunctionalInterface
public interface Operation {

  /// @return the answer's fields, as [farestream.dynamodb.json.JsonWriter] writes them
  /// @throws farestream.dynamodb.error.ServiceException if DynamoDB refuses the request
  Map<String, ?> run(JsonObject request);
}
