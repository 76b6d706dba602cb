package farestream.booking;

import farestream.trip.TripAttribute;
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

/// Finds trips. A rider's trips are read from one partition and a driver's completed trips by the
/// workshop's index; every other search scans the whole table.
public final class TripSearch {
  private static final int KEYS_AT_ONCE = 100;
  private static final Comparator<TripItem> BY_NAME =
      Comparator.comparing((TripItem trip) -> trip.key().tripInfo()).reversed();
  private static final Comparator<TripItem> BY_DROPOFF =
      Comparator.comparing((TripItem trip) -> trip.text(TripAttribute.DROPOFF_DATETIME).orElse(""))
          .reversed();

  private final TripsTable table;

  public TripSearch(TripsTable table) {
    this.table = table;
  }

  /// The criteria of a search. An empty one matches every trip.
  ///
  /// @param riders the e-mail addresses under which the rider's trips may be stored
  /// @param drivers the e-mail addresses under which the driver's trips may be stored; they find
  ///     completed trips only
  /// @param driverEmail the e-mail address under which the trip was accepted, if it was asked for;
  ///     `drivers` has it in each spelling
  /// @param holder the id of the driver whose latest accepted trip is listed, too
  /// @param after the last trip of the previous page
  public record Wanted(
      List<String> riders,
      Optional<Long> riderId,
      List<String> drivers,
      Optional<String> driverEmail,
      Optional<Long> driverId,
      Optional<Long> holder,
      Optional<TripStatus> status,
      TripDays days,
      Optional<TripKey> after) {

    /// Returns whether the drivers' index is queried. It holds completed trips only.
    public boolean isByDriver() {
      return riders.isEmpty()
          && !drivers.isEmpty()
          && status.orElse(TripStatus.COMPLETED) == TripStatus.COMPLETED;
    }

    private Map<String, AttributeValue> attributes() {
      var attributes = new TreeMap<String, AttributeValue>();
      riderId.ifPresent(id -> attributes.put(TripAttribute.RIDER_ID, number(id)));
      driverId.ifPresent(id -> attributes.put(TripAttribute.DRIVER_ID, number(id)));
      driverEmail
          .filter(_ -> drivers.size() == 1)
          .ifPresent(address -> attributes.put(TripAttribute.DRIVER_EMAIL, text(address)));
      status.ifPresent(wanted -> attributes.put(TripAttribute.STATUS, text(wanted.text())));
      return attributes;
    }

    private boolean isMetBy(TripItem trip) {
      return trip.attributes().entrySet().containsAll(attributes().entrySet())
          && (driverEmail.isEmpty()
              || trip.text(TripAttribute.DRIVER_EMAIL).filter(drivers::contains).isPresent())
          && days.hold(trip);
    }
  }

  /// @param limit the maximum number of trips
  /// @return a rider's trips by pick-up time and a driver's by drop-off time, latest first,
  ///     preceded by the trip that the driver accepted last; others in DynamoDB's scan order
  public List<TripItem> list(Wanted wanted, int limit) throws InterruptedException {
    if (!wanted.riders().isEmpty()) {
      return merged(wanted.riders(), address -> ofRider(address, wanted, limit), BY_NAME, limit);
    }
    return wanted.isByDriver() ? ofDriver(wanted, limit) : anyones(wanted, limit);
  }

  /// Returns every key with this tripinfo. There is more than one only if two riders booked for
  /// the same second and drew the same number.
  public List<TripKey> keysOf(String tripInfo) throws InterruptedException {
    var found = new ArrayList<TripKey>();
    TripScan.<RuntimeException>search(
        table,
        ItemFilter.having(Map.of(TripAttribute.TRIPINFO, text(tripInfo))),
        (items, _) -> {
          items.stream().map(TripItem::key).forEach(found::add);
          return true;
        });
    return found;
  }

  private interface AddressQuery {
    List<TripItem> list(String address) throws InterruptedException;
  }

  private static List<TripItem> merged(
      List<String> addresses, AddressQuery each, Comparator<TripItem> order, int limit)
      throws InterruptedException {
    var all = new ArrayList<TripItem>();
    for (var address : addresses) {
      all.addAll(each.list(address));
    }
    return addresses.size() == 1 ? all : all.stream().sorted(order).limit(limit).toList();
  }

  private List<TripItem> ofRider(String address, Wanted wanted, int limit) {
    var filter = ItemFilter.having(wanted.attributes());
    var values =
        new TreeMap<>(Map.of(":riderid", text(address), ":until", text(wanted.days().until())));
    Optional.ofNullable(filter.values()).ifPresent(values::putAll);
    var after = wanted.after().map(last -> new TripKey(address, last.tripInfo()));
    var query =
        QueryRequest.builder()
            .tableName(table.name())
            // A trip starts before it ends, and a tripinfo starts with the pick-up time.
            .keyConditionExpression("riderid = :riderid AND tripinfo < :until")
            .filterExpression(filter.expression())
            .expressionAttributeNames(filter.names())
            .expressionAttributeValues(values)
            .exclusiveStartKey(after.map(TripsTable::keyOf).orElse(null))
            .consistentRead(true)
            .scanIndexForward(false)
            .build();
    return table.dynamoDb().queryPaginator(query).items().stream()
        .map(TripItem::new)
        .filter(wanted::isMetBy)
        .limit(limit)
        .toList();
  }

  private List<TripItem> ofDriver(Wanted wanted, int limit) throws InterruptedException {
    var last = wanted.holder().flatMap(new ActiveTrips(table)::knownOf);
    var found = new ArrayList<TripItem>();
    if (wanted.after().isEmpty()) {
      last.flatMap(table::find).filter(wanted::isMetBy).ifPresent(found::add);
    }
    var after = wanted.after().flatMap(table::find);
    found.addAll(
        merged(
            wanted.drivers(),
            address -> completedBy(address, wanted, last, after, limit - found.size()),
            BY_DROPOFF,
            limit - found.size()));
    return found;
  }

  /// Returns the trips that the index has under an address. The index is eventually consistent
  /// with the table, usually within a second.
  ///
  /// @param listed a trip that is listed already
  private List<TripItem> completedBy(
      String address, Wanted wanted, Optional<TripKey> listed, Optional<TripItem> after, int limit)
      throws InterruptedException {
    var query =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(TableSetup.DRIVERS_INDEX)
            .keyConditionExpression(
                "DRIVER_EMAIL = :driver AND DROPOFF_DATETIME BETWEEN :from AND :until")
            .expressionAttributeValues(
                Map.of(
                    ":driver", text(address),
                    ":from", text(wanted.days().from()),
                    ":until", text(wanted.days().until())))
            .exclusiveStartKey(after.flatMap(item -> indexKey(item, address)).orElse(null))
            .scanIndexForward(false)
            .build();
    var keys =
        table.dynamoDb().queryPaginator(query).items().stream()
            .map(item -> new TripItem(item).key())
            .filter(key -> listed.filter(key::equals).isEmpty())
            .iterator();
    var found = new ArrayList<TripItem>();
    var lookup = new TripLookup(table, ReadRate.unlimited());
    while (found.size() < limit && keys.hasNext()) {
      var some = some(keys);
      lookup.find(some).stream()
          .filter(wanted::isMetBy)
          .sorted(Comparator.comparingInt(trip -> some.indexOf(trip.key())))
          .limit(limit - found.size())
          .forEach(found::add);
    }
    return found;
  }

  /// Returns the position of a trip in the index as if it were stored under this address. Empty
  /// if the trip hasn't ended: then the page starts at the beginning.
  private static Optional<Map<String, AttributeValue>> indexKey(TripItem trip, String address) {
    return trip.text(TripAttribute.DROPOFF_DATETIME)
        .map(
            ended -> {
              var key = new TreeMap<>(TripsTable.keyOf(trip.key()));
              key.put(TripAttribute.DRIVER_EMAIL, text(address));
              key.put(TripAttribute.DROPOFF_DATETIME, text(ended));
              return key;
            });
  }

  private static List<TripKey> some(Iterator<TripKey> keys) {
    var some = new ArrayList<TripKey>();
    while (some.size() < KEYS_AT_ONCE && keys.hasNext()) {
      some.add(keys.next());
    }
    return some;
  }

  private List<TripItem> anyones(Wanted wanted, int limit) throws InterruptedException {
    var found = new ArrayList<TripItem>();
    TripScan.inOrder(
        table,
        ItemFilter.having(wanted.attributes()),
        wanted.after(),
        (items, _) -> {
          items.stream().filter(wanted::isMetBy).limit(limit - found.size()).forEach(found::add);
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
