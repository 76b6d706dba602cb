package farestream.booking;

import farestream.trip.TripKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// Reads many trips by their keys with `BatchGetItem`. Unprocessed keys are retried with
/// exponential backoff.
public final class TripLookup {
  private final TripsTable table;
  private final ReadRate rate;

  public TripLookup(TripsTable table, ReadRate rate) {
    this.table = table;
    this.rate = rate;
  }

  /// Reads the trips consistently, which reflects all earlier writes. Missing trips are left out.
  ///
  /// @param keys at most 100, without duplicates
  public List<TripItem> find(List<TripKey> keys) throws InterruptedException {
    var found = new ArrayList<TripItem>();
    var wanted = keys.stream().filter(TripsTable::canBe).map(TripsTable::keyOf).toList();
    var backoff = new UnprocessedBackoff();
    while (!wanted.isEmpty()) {
      var response = table.dynamoDb().batchGetItem(request(wanted));
      response.responses().getOrDefault(table.name(), List.of()).stream()
          .map(TripItem::new)
          .forEach(found::add);
      for (var capacity : response.consumedCapacity()) {
        rate.used(ReadRate.units(capacity));
      }
      var left = response.unprocessedKeys().get(table.name());
      var next = left == null ? List.<Map<String, AttributeValue>>of() : left.keys();
      if (next.size() == wanted.size()) {
        backoff.await();
      }
      wanted = next;
    }
    return found;
  }

  private BatchGetItemRequest request(List<Map<String, AttributeValue>> keys) {
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(
                table.name(), KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
        .build();
  }
}
