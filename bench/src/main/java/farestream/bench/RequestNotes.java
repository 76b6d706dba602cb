package farestream.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Takes requests down instead of sending them, so that they can be sent without whoever made them:
/// of a transaction the update of the trip alone, as the workshop's scripts send it.
final class RequestNotes implements DynamoDbClient {
  private final Map<Map<String, AttributeValue>, List<UpdateItemRequest>> byTrip =
      new LinkedHashMap<>();

  /// Each trip's requests, in their order.
  synchronized Collection<List<UpdateItemRequest>> trips() {
    return List.copyOf(byTrip.values());
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    byTrip.computeIfAbsent(request.key(), _ -> new ArrayList<>()).add(request);
    var total = request.expressionAttributeValues().get(":TOTAL_AMOUNT");
    return UpdateItemResponse.builder()
        .attributes(total == null ? Map.of() : Map.of("TOTAL_AMOUNT", total))
        .build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    var update = request.transactItems().getFirst().update();
    var _ =
        updateItem(
            UpdateItemRequest.builder()
                .tableName(update.tableName())
                .key(update.key())
                .updateExpression(update.updateExpression())
                .conditionExpression(update.conditionExpression())
                .expressionAttributeNames(update.expressionAttributeNames())
                .expressionAttributeValues(update.expressionAttributeValues())
                .build());
    return TransactWriteItemsResponse.builder().build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
