package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;
import java.util.Map;

/// Reports the limits of a new AWS account. This server doesn't enforce them.
final class DescribeLimits implements Operation {
  private static final int ACCOUNT_UNITS = 80_000;
  private static final int TABLE_UNITS = 40_000;

  @Override
  public Map<String, ?> run(JsonObject request) {
    return Map.of(
        "AccountMaxReadCapacityUnits", ACCOUNT_UNITS,
        "AccountMaxWriteCapacityUnits", ACCOUNT_UNITS,
        "TableMaxReadCapacityUnits", TABLE_UNITS,
        "TableMaxWriteCapacityUnits", TABLE_UNITS);
  }
}
