package farestream.dynamodb.operation;

import farestream.dynamodb.json.JsonObject;

/// Checks the constraints that all writes of one item have in common.
final class WriteConstraints {
  private WriteConstraints() {}

  static Constraints of(JsonObject request) {
    return new Constraints(request)
        .tableName()
        .oneOf("ReturnValues", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW")
        .oneOf("ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE")
        .consumedCapacity()
        .oneOf("ReturnItemCollectionMetrics", "SIZE", "NONE");
  }
}
