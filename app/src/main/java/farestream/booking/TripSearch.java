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
    var filter = new Filter();
    wanted.riderId().ifPresent(id -> filter.equal("RIDER_ID", AttributeValue.fromN("" + id)));
    wanted.driverId().ifPresent(id -> filter.equal("DRIVER_ID", AttributeValue.fromN("" + id)));
    wanted
        .status()
        .ifPresent(status -> filter.equal("STATUS", AttributeValue.fromS(status.text())));
    try (var items = items(wanted.riderEmail(), filter)) {
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

  /// Conditions that all have to hold, in DynamoDB's words.
  private static final class Filter {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, AttributeValue> values = new TreeMap<>();

    void equal(String attribute, AttributeValue value) {
      conditions.add("#%1$s = :%1$s".formatted(attribute));
      names.put("#" + attribute, attribute);
      values.put(":" + attribute, value);
    }

    @Nullable String expression() {
      return conditions.isEmpty() ? null : String.join(" AND ", conditions);
    }

    @Nullable Map<String, String> names() {
      return names.isEmpty() ? null : names;
    }
  }

  private Stream<Map<String, AttributeValue>> items(Optional<String> riderEmail, Filter filter) {
    if (riderEmail.isEmpty()) {
      var scan =
          ScanRequest.builder()
              .tableName(table.name())
              .filterExpression(filter.expression())
              .expressionAttributeNames(filter.names())
              .expressionAttributeValues(filter.values.isEmpty() ? null : filter.values)
              .consistentRead(true)
              .build();
      return table.dynamoDb().scanPaginator(scan).items().stream();
    }
    var values = new TreeMap<>(filter.values);
    values.put(":rider", AttributeValue.fromS(riderEmail.get()));
    var query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("riderid = :rider")
            .filterExpression(filter.expression())
            .expressionAttributeNames(filter.names())
            .expressionAttributeValues(values)
            .consistentRead(true)
            .scanIndexForward(false)
            .build();
    return table.dynamoDb().queryPaginator(query).items().stream();
  }
}
