package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks which changes of a table can be combined in one request.
final class UpdateCombination {
  private static final Map<String, String> ALONE = new LinkedHashMap<>();
  private static final List<String> CHANGES =
      List.of(
          "ProvisionedThroughput",
          "BillingMode",
          "StreamSpecification",
          "GlobalSecondaryIndexUpdates",
          "SSESpecification",
          "DeletionProtectionEnabled",
          "TableClass");

  static {
    ALONE.put("SSESpecification", "Server-Side Encryption");
    ALONE.put("TableClass", "TableClass");
    ALONE.put("DeletionProtectionEnabled", "DeletionProtection");
  }

  private UpdateCombination() {}

  static void check(JsonObject request) {
    var changes = CHANGES.stream().filter(request::has).toList();
    if (changes.isEmpty()) {
      throw ServiceException.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
              + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
              + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is"
              + " required");
    }
    ALONE.forEach(
        (change, title) -> {
          if (changes.contains(change) && changes.size() > 1) {
            throw ServiceException.invalidParameter(
                title + " modification must be the only operation in the request");
          }
        });
    var units = changes.contains("ProvisionedThroughput") || changes.contains("BillingMode");
    var stream = changes.contains("StreamSpecification");
    if (units && stream) {
      throw ServiceException.invalidParameter(
          "You cannot modify stream status while updating table IOPS");
    }
    if ((units || stream) && altersIndexes(request)) {
      throw ServiceException.invalidParameter(
          "You cannot create or delete index while "
              + (units ? "updating table IOPS" : "changing stream status"));
    }
  }

  private static boolean altersIndexes(JsonObject request) {
    return request.objects("GlobalSecondaryIndexUpdates").stream()
        .anyMatch(update -> update.has("Create") || update.has("Delete"));
  }
}
