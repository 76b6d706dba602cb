package farestream.booking;

import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Finds trips. A rider's are in one partition; the workshop's table has no index for open
/// bookings or for a driver's current trip, so every other search reads the whole table.
public final class TripSearch {
  private final TripsTable table;

  public TripSearch(TripsTable table) {
    this.table = table;
  }

  /// @param riderEmail only this rider's trips, by the table's key
  /// @param riderId only this rider's trips, whatever the e-mail address
  /// @param driverId only trips that this driver accepted
  public record Wanted(
      Optional<String> riderEmail,
      Optional<Long> riderId,
      Optional<Long> driverId,
      Optional<TripStatus> status) {}

  /// @param limit how many at the most
  public List<TripItem> list(Wanted wanted, int limit) {
    var filters = new ArrayList<String>();
    var names = new TreeMap<String, String>();
    var values = new TreeMap<String, AttributeValue>();
    wanted
        .riderId()
        .ifPresent(
            id -> {
              filters.add("#rider = :riderId");
              names.put("#rider", "RIDER_ID");
              values.put(":riderId", AttributeValue.fromN(Long.toString(id)));
            });
    wanted
        .driverId()
        .ifPresent(
            id -> {
              filters.add("#driver = :driver");
              names.put("#driver", "DRIVER_ID");
              values.put(":driver", AttributeValue.fromN(Long.toString(id)));
            });
    wanted
        .status()
        .ifPresent(
            status -> {
              filters.add("#status = :status");
              names.put("#status", "STATUS");
              values.put(":status", AttributeValue.fromS(status.text()));
            });
    var filter = filters.isEmpty() ? null : String.join(" AND ", filters);
    try (var items = items(wanted.riderEmail(), filter, names, values)) {
      return items.limit(limit).map(TripItem::new).toList();
    }
  }

  /// Every key with this tripinfo: more than one only if two riders booked at the same second and
  /// drew the same number.
  public List<TripKey> keysOf(String tripInfo) {
    var request =
        ScanRequest.builder()
            .tableName(table.name())
            .filterExpression("tripinfo = :tripinfo")
            .expressionAttributeValues(Map.of(":tripinfo", AttributeValue.fromS(tripInfo)))
            .projectionExpression("riderid, tripinfo")
            .consistentRead(true)
            .build();
    return table.dynamoDb().scanPaginator(request).items().stream()
        .map(item -> new TripItem(item).key())
        .toList();
  }

  private Stream<Map<String, AttributeValue>> items(
      Optional<String> riderEmail,
      @Nullable String filter,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    if (riderEmail.isEmpty()) {
      var scan =
          ScanRequest.builder()
              .tableName(table.name())
              .filterExpression(filter)
              .expressionAttributeNames(names.isEmpty() ? null : names)
              .expressionAttributeValues(values.isEmpty() ? null : values)
              .consistentRead(true)
              .build();
      return table.dynamoDb().scanPaginator(scan).items().stream();
    }
    values.put(":rider", AttributeValue.fromS(riderEmail.get()));
    var query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("riderid = :rider")
            .filterExpression(filter)
            .expressionAttributeNames(names.isEmpty() ? null : names)
            .expressionAttributeValues(values)
            .consistentRead(true)
            .scanIndexForward(false)
            .build();
    return table.dynamoDb().queryPaginator(query).items().stream();
  }
}
