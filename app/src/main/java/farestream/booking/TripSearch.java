package farestream.booking;

import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Finds trips. A rider's are in one partition, and a driver's completed ones in the workshop's
/// index; every other search reads the whole table.
public final class TripSearch {
  private static final int KEYS_AT_ONCE = 100;

  private final TripsTable table;

  public TripSearch(TripsTable table) {
    this.table = table;
  }

  /// @param riderEmail only trips under this address; else under that of `riderId`
  /// @param driverEmail only trips that were accepted under this address; else, where the index is
  ///     asked, under that of `driverId`
  public record Wanted(
      Optional<String> riderEmail,
      Optional<Long> riderId,
      Optional<String> driverEmail,
      Optional<Long> driverId,
      Optional<TripStatus> status) {

    public Optional<String> rider() {
      return riderEmail.or(() -> riderId.map(id -> Lab.rider(id).email()));
    }

    /// Whose completed trips are asked for; only these have the drop-off that the index goes by.
    public Optional<String> driver() {
      return driverEmail
          .or(() -> driverId.flatMap(id -> Lab.driver(id).email()))
          .filter(_ -> rider().isEmpty())
          .filter(_ -> status.orElse(TripStatus.COMPLETED) == TripStatus.COMPLETED);
    }

    private Map<String, AttributeValue> attributes() {
      var attributes = new TreeMap<String, AttributeValue>();
      riderId.ifPresent(id -> attributes.put("RIDER_ID", number(id)));
      driverId.ifPresent(id -> attributes.put(HeldTrips.DRIVER_ID, number(id)));
      driverEmail.ifPresent(address -> attributes.put("DRIVER_EMAIL", text(address)));
      status.ifPresent(wanted -> attributes.put("STATUS", text(wanted.text())));
      return attributes;
    }

    private boolean isMetBy(TripItem trip) {
      return trip.attributes().entrySet().containsAll(attributes().entrySet());
    }
  }

  /// @param limit how many at the most
  /// @return a rider's by pick-up and a driver's by drop-off, the latest first, the one that the
  ///     driver accepted last before all; others in no order
  public List<TripItem> list(Wanted wanted, int limit) throws InterruptedException {
    if (wanted.rider().isPresent()) {
      return ofRider(wanted.rider().get(), wanted.attributes(), limit);
    }
    return wanted.driver().isPresent()
        ? ofDriver(wanted.driver().get(), wanted, limit)
        : anyones(wanted.attributes(), limit);
  }

  /// Every key with this tripinfo: more than one only if two riders booked at the same second and
  /// drew the same number.
  public List<TripKey> keysOf(String tripInfo) throws InterruptedException {
    return anyones(Map.of("tripinfo", text(tripInfo)), Integer.MAX_VALUE).stream()
        .map(TripItem::key)
        .toList();
  }

  private List<TripItem> ofRider(
      String address, Map<String, AttributeValue> attributes, int limit) {
    var filter = ItemFilter.having(attributes);
    var values = new TreeMap<>(Map.of(":riderid", text(address)));
    Optional.ofNullable(filter.values()).ifPresent(values::putAll);
    var query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("riderid = :riderid")
            .filterExpression(filter.expression())
            .expressionAttributeNames(filter.names())
            .expressionAttributeValues(values)
            .consistentRead(true)
            .scanIndexForward(false)
            .build();
    return table.dynamoDb().queryPaginator(query).items().stream()
        .limit(limit)
        .map(TripItem::new)
        .toList();
  }

  private List<TripItem> ofDriver(String address, Wanted wanted, int limit)
      throws InterruptedException {
    var found = new ArrayList<TripItem>();
    wanted
        .driverId()
        .flatMap(new HeldTrips(table)::knownOf)
        .flatMap(table::find)
        .filter(wanted::isMetBy)
        .ifPresent(found::add);
    var last = found.stream().map(TripItem::key).toList();
    var keys = completedBy(address);
    var lookup = new TripLookup(table, ReadRate.unlimited());
    while (found.size() < limit && keys.hasNext()) {
      var some = some(keys);
      lookup.find(some).stream()
          .filter(wanted::isMetBy)
          .filter(trip -> !last.contains(trip.key()))
          .sorted(Comparator.comparingInt(trip -> some.indexOf(trip.key())))
          .limit(limit - found.size())
          .forEach(found::add);
    }
    return found;
  }

  /// As the index has them, which follows the table within moments.
  private Iterator<TripKey> completedBy(String address) {
    var query =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(TableSetup.DRIVERS_INDEX)
            .keyConditionExpression("DRIVER_EMAIL = :driver")
            .expressionAttributeValues(Map.of(":driver", text(address)))
            .scanIndexForward(false)
            .build();
    return table.dynamoDb().queryPaginator(query).items().stream()
        .map(item -> new TripItem(item).key())
        .iterator();
  }

  private static List<TripKey> some(Iterator<TripKey> keys) {
    var some = new ArrayList<TripKey>();
    while (some.size() < KEYS_AT_ONCE && keys.hasNext()) {
      some.add(keys.next());
    }
    return some;
  }

  private List<TripItem> anyones(Map<String, AttributeValue> attributes, int limit)
      throws InterruptedException {
    var found = new ArrayList<TripItem>();
    TripScan.<RuntimeException>search(
        table,
        ItemFilter.having(attributes),
        (items, _) -> {
          items.stream().limit(limit - found.size()).forEach(found::add);
          return found.size() < limit;
        });
    return found;
  }

  private static AttributeValue number(long id) {
    return AttributeValue.fromN(Long.toString(id));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
