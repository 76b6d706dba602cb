package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The cancellation reasons of a transaction, one for each action in the order of the request. Not
/// thread-safe.
final class Cancellation {
  private final List<Map<String, Object>> reasons = new ArrayList<>();
  private boolean cancelled;

  /// Adds the reason `None` for an action that is valid.
  void none() {
    reasons.add(Map.of("Code", "None"));
  }

  /// Adds the reason for an action that is refused.
  ///
  /// @throws ServiceException the given one, if it refuses the whole request
  void add(ServiceException refusal) {
    var code =
        switch (refusal.simpleType()) {
          case "ConditionalCheckFailedException" -> "ConditionalCheckFailed";
          case "ValidationException" -> "ValidationError";
          default -> throw refusal;
        };
    cancelled = true;
    var reason = new LinkedHashMap<String, Object>();
    reason.put("Code", code);
    reason.put("Message", refusal.text());
    reason.putAll(refusal.fields());
    reasons.add(reason);
  }

  /// @throws ServiceException (TransactionCanceledException) if an action was refused
  void check() {
    if (cancelled) {
      var codes = reasons.stream().map(reason -> String.valueOf(reason.get("Code"))).toList();
      throw ServiceException.of(
          "TransactionCanceledException",
          "Transaction cancelled, please refer cancellation reasons for specific reasons [%s]"
              .formatted(String.join(", ", codes)),
          Map.of("CancellationReasons", reasons));
    }
  }
}
