package farestream.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Records write requests instead of sending them, so that they can be sent later without the code
/// that made them.
final class RecordedRequests extends StubDynamoDb {
  private final Transactions transactions;
  private final Map<Map<String, AttributeValue>, List<Consumer<DynamoDbClient>>> byTrip =
      new LinkedHashMap<>();

  /// How the transactions that accept trips are recorded.
  enum Transactions {
    /// Only the update of the trip, as the workshop's scripts send it.
    AS_PLAIN_UPDATES,
    /// The whole transaction. The conditions on the driver and on his previous trip are replaced by
    /// ones that always hold, so that trips can be sent in any order.
    WHOLE
  }

  RecordedRequests(Transactions transactions) {
    this.transactions = transactions;
  }

  /// Returns the requests of each trip, in their order.
  synchronized Collection<List<Consumer<DynamoDbClient>>> trips() {
    return List.copyOf(byTrip.values());
  }

  /// Sends the requests with a bare loop.
  ///
  /// @param threads how many trips are sent concurrently
  void send(DynamoDbClient client, int threads) {
    var left = new ConcurrentLinkedQueue<>(trips());
    var sent = new ArrayList<Future<?>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var thread = 0; thread < threads; thread++) {
        sent.add(
            executor.submit(
                () -> {
                  for (var trip = left.poll(); trip != null; trip = left.poll()) {
                    trip.forEach(request -> request.accept(client));
                  }
                }));
      }
    }
    // A failed request must fail the benchmark, because it isn't an update.
    sent.forEach(Future::resultNow);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    record(request.key(), client -> client.updateItem(request));
    return super.updateItem(request);
  }

  private synchronized void record(
      Map<String, AttributeValue> trip, Consumer<DynamoDbClient> request) {
    byTrip.computeIfAbsent(trip, _ -> new ArrayList<>()).add(request);
  }

  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(
      TransactWriteItemsRequest request) {
    var answer = super.transactWriteItems(request);
    var update = request.transactItems().getFirst().update();
    switch (transactions) {
      case AS_PLAIN_UPDATES -> {
        var plain = plain(update);
        record(update.key(), client -> client.updateItem(plain));
      }
      case WHOLE -> {
        var items = request.transactItems().stream().map(RecordedRequests::inAnyOrder).toList();
        record(update.key(), client -> client.transactWriteItems(it -> it.transactItems(items)));
      }
    }
    return answer;
  }

  private static UpdateItemRequest plain(Update update) {
    return UpdateItemRequest.builder()
        .tableName(update.tableName())
        .key(update.key())
        .updateExpression(update.updateExpression())
        .conditionExpression(update.conditionExpression())
        .expressionAttributeNames(update.expressionAttributeNames())
        .expressionAttributeValues(update.expressionAttributeValues())
        .build();
  }

  private static TransactWriteItem inAnyOrder(TransactWriteItem item) {
    if (item.put() != null) {
      var always = "attribute_exists(DRIVER_ID) OR attribute_not_exists(DRIVER_ID)";
      return item.copy(
          of ->
              of.put(
                  item.put().toBuilder()
                      .conditionExpression(always)
                      .expressionAttributeValues(null)
                      .build()));
    }
    if (item.conditionCheck() != null) {
      var check = item.conditionCheck();
      var always = "attribute_not_exists(riderid) OR attribute_exists(riderid) OR ";
      return item.copy(
          of ->
              of.conditionCheck(
                  check.toBuilder()
                      .conditionExpression(always + check.conditionExpression())
                      .build()));
    }
    return item;
  }
}
