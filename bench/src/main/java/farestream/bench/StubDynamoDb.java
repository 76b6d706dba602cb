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

/// Answers as a table would in which every condition holds, but that of several drivers who want
/// the same trip at once the first gets it. Keeps hardly anything: for measuring what is on this
/// side of the requests.
class StubDynamoDb implements DynamoDbClient {
  private static final int LATEST = 1_000;

  private final Map<Map<String, AttributeValue>, Boolean> latestAccepted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Map<String, AttributeValue>, Boolean> eldest) {
          return size() > LATEST;
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

  /// Nothing is there from before.
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
