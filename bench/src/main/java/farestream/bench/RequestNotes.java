package farestream.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Takes requests down instead of sending them, so that they can be sent without whoever made them:
/// of a transaction the update of the trip alone, as the workshop's scripts send it. Of several
/// drivers the first gets a trip.
final class RequestNotes extends AlwaysWorks {
  private final Map<Map<String, AttributeValue>, List<UpdateItemRequest>> byTrip =
      new LinkedHashMap<>();

  /// Each trip's requests, in their order.
  synchronized Collection<List<UpdateItemRequest>> trips() {
    return List.copyOf(byTrip.values());
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    byTrip.computeIfAbsent(request.key(), _ -> new ArrayList<>()).add(request);
    return super.updateItem(request);
  }

  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(
      TransactWriteItemsRequest request) {
    var update = request.transactItems().getFirst().update();
    var booked = 1;
    if (byTrip.getOrDefault(update.key(), List.of()).size() != booked) {
      throw TransactionCanceledException.builder()
          .cancellationReasons(
              CancellationReason.builder()
                  .code("ConditionalCheckFailed")
                  .item(update.key())
                  .build())
          .build();
    }
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
    return super.transactWriteItems(request);
  }
}
