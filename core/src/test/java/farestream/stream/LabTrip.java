package farestream.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds items as the lab's scripts write them, and changes of these items, for tests.
public final class LabTrip {
  private static final Set<String> KEYS = Set.of("riderid", "tripinfo");
  private final Map<String, ItemValue> attributes = new HashMap<>();

  private LabTrip() {}

  /// Returns a completed trip with all attributes that the lab's three scripts set.
  public static LabTrip completed(String tripInfo) {
    return new LabTrip()
        .text("riderid", "person69257@example.com")
        .text("tripinfo", tripInfo)
        .text("STATUS", "Completed")
        .number("RIDER_ID", "69257")
        .text("RIDER_NAME", "person69257")
        .text("RIDER_EMAIL", "person69257@example.com")
        .text("RIDER_MOBILE", "+11609467790")
        .text("PICKUP_DATETIME", "2019-12-18T05:15:33Z")
        .number("ID", "3219350")
        .number("DRIVER_ID", "528204")
        .text("DRIVER_NAME", "driver528204")
        .text("DRIVER_EMAIL", "driver528204@taxi.com")
        .text("driverid", "driver528204@taxi.com")
        .text("DRIVER_MOBILE", "+11185992795")
        .text("VEHICLE_ID", "PXX248130")
        .number("CAB_TYPE_ID", "2")
        .number("VENDOR_ID", "2")
        .number("TRIP_TYPE", "2")
        .text("STORE_AND_FWD_FLAG", "N")
        .number("PICKUP_LONGITUDE", "-73.496113")
        .number("PICKUP_LATITUDE", "40.664146")
        .text("DriverDetails", "{\"Name\": \"driver528204\"}")
        .text("DROPOFF_DATETIME", "2019-12-18T05:19:10Z")
        .number("DROPOFF_LONGITUDE", "-73.527485")
        .number("DROPOFF_LATITUDE", "40.665024")
        .number("PASSENGER_COUNT", "3")
        .number("TRIP_DISTANCE", "32")
        .number("RATE_CODE_ID", "4")
        .number("PAYMENT_TYPET", "3")
        .number("FARE_AMOUNT", "142.96")
        .number("EXTRA", "0.3")
        .number("MTA_TAX", "0.4")
        .number("TIP_AMOUNT", "4.92")
        .number("TOLLS_AMOUNT", "4.4")
        .number("IMPROVEMENT_SURCHARGE", "0.3")
        .number("TOTAL_AMOUNT", "14.18");
  }

  public LabTrip text(String name, String text) {
    return set(name, new ItemValue.Text(text));
  }

  public LabTrip number(String name, String digits) {
    return set(name, new ItemValue.Numeric(digits));
  }

  public LabTrip set(String name, ItemValue value) {
    attributes.put(name, value);
    return this;
  }

  public LabTrip without(String name) {
    attributes.remove(name);
    return this;
  }

  public Image image() {
    return new Image(Map.copyOf(attributes));
  }

  /// Returns the stream's record of the change from a trip in progress to this item.
  public TripChange change(long sequenceNumber) {
    var previous = new HashMap<>(attributes);
    previous.put("STATUS", new ItemValue.Text("InProgress"));
    return change(sequenceNumber, Optional.of(new Image(previous)), Optional.of(image()));
  }

  /// Returns the stream's record of the insertion of this item.
  public TripChange inserted(long sequenceNumber) {
    return change(sequenceNumber, Optional.empty(), Optional.of(image()));
  }

  /// Returns the stream's record of the change from this item to the next.
  public TripChange changedTo(LabTrip next, long sequenceNumber) {
    return change(sequenceNumber, Optional.of(image()), Optional.of(next.image()));
  }

  /// Returns the stream's record of the deletion of this item.
  public TripChange removed(long sequenceNumber) {
    return change(sequenceNumber, Optional.of(image()), Optional.empty());
  }

  private TripChange change(
      long sequenceNumber, Optional<Image> previous, Optional<Image> current) {
    var keys = new HashMap<>(attributes);
    keys.keySet().retainAll(KEYS);
    return new TripChange("%021d".formatted(sequenceNumber), new Image(keys), previous, current);
  }
}
