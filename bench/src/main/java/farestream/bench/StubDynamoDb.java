package farestream.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A stub of DynamoDB for measuring the code that makes the requests. Every condition holds, except
/// that only the first of several drivers may accept a trip. It remembers only the latest accepted
/// trips.
class StubDynamoDb implements DynamoDbClient {
  private static final int MOST_REMEMBERED = 1_000;

  private final Map<Map<String, AttributeValue>, Boolean> latestAccepted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Map<String, AttributeValue>, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    var total = request.expressionAttributeValues().get(":TOTAL_AMOUNT");
    return UpdateItemResponse.builder()
        .attributes(total == null ? Map.of() : Map.of("TOTAL_AMOUNT", total))
        .build();
  }

  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(
      TransactWriteItemsRequest request) {
    var trip = request.transactItems().getFirst().update().key();
    if (latestAccepted.put(trip, true) != null) {
      var taken = CancellationReason.builder().code("ConditionalCheckFailed").item(trip).build();
      throw TransactionCanceledException.builder().cancellationReasons(taken).build();
    }
    return TransactWriteItemsResponse.builder().build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().build();
  }

  /// Finds nothing, as if there had been no earlier run.
  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return BatchGetItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
