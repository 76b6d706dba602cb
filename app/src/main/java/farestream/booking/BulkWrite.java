package farestream.booking;

import farestream.trip.TripStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Writes many past completed trips with `BatchWriteItem`. Thread-safe.
public final class BulkWrite {
  /// DynamoDB's limit of items per request.
  public static final int MOST = 25;

  private final TripsTable table;

  public BulkWrite(TripsTable table) {
    this.table = table;
  }

  /// Returns whether an existing item may be overwritten. A completed trip may not, because it
  /// may have been amended since. A booked trip or one in progress may, because the import says
  /// that it has ended.
  public static boolean mayBeReplaced(TripItem existing) {
    return !existing.status().equals(Optional.of(TripStatus.COMPLETED));
  }

  /// Writes the items and returns when all are written. Unprocessed items are retried with
  /// exponential backoff.
  ///
  /// @param items at most [#MOST], with distinct keys
  /// @throws software.amazon.awssdk.core.exception.SdkException if the table can't be reached;
  ///     some items may be written by then
  public void put(List<TripItem> items) throws InterruptedException {
    var left = items.stream().map(TripItem::attributes).map(BulkWrite::request).toList();
    var backoff = new UnprocessedBackoff();
    while (!left.isEmpty()) {
      var request =
          BatchWriteItemRequest.builder().requestItems(Map.of(table.name(), left)).build();
      var response = table.dynamoDb().batchWriteItem(request);
      left = response.unprocessedItems().getOrDefault(table.name(), List.of());
      if (!left.isEmpty()) {
        backoff.await();
      }
    }
  }

  private static WriteRequest request(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }
}
