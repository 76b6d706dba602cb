package farestream.stream;

import farestream.money.Money;
import farestream.trip.Codes;
import farestream.trip.CompletedTrip;
import farestream.trip.Driver;
import farestream.trip.Fare;
import farestream.trip.Limits;
import farestream.trip.Ride;
import farestream.trip.Rider;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.Optional;

/// Decides what happens to a change. A valid completed trip is recorded; one whose people, times or
/// amounts are invalid is quarantined with every fault. Other invalid attributes, such as names and
/// telephone numbers, are stored as null and reported. The attribute names are the workshop's.
public final class TripDecoder {
  private TripDecoder() {}

  public static Decision decide(TripChange change) {
    var wasCompleted = change.previous().flatMap(item -> item.text("STATUS")).equals(COMPLETED);
    if (change.current().isEmpty()) {
      return removal(change.keys(), wasCompleted);
    }
    var image = change.current().get();
    if (image.attribute("STATUS").isEmpty() && !wasCompleted) {
      return new Decision.Ignored();
    }
    var status = image.text("STATUS").flatMap(TripStatus::of);
    if (status.isEmpty()) {
      return new Decision.Rejection(invalidStatus(image));
    }
    return switch (status.get()) {
      case COMPLETED -> completed(image);
      case BOOKED, IN_PROGRESS, CANCELLED ->
          wasCompleted
              ? new Decision.Rejection(
                  "STATUS was Completed and is now "
                      + status.get().text()
                      + ", but a completed trip can't change its status")
              : new Decision.Ignored();
    };
  }

  private static final Optional<String> COMPLETED = Optional.of(TripStatus.COMPLETED.text());

  /// Returns why the status is invalid. An item without one was completed before; otherwise the
  /// change is ignored.
  private static String invalidStatus(Image image) {
    return image
        .attribute("STATUS")
        .map(value -> "STATUS " + Sanitized.of(value) + " is not one of " + TripStatus.texts())
        .orElse(
            "STATUS was Completed and is now missing, but a completed trip can't change its"
                + " status");
  }

  /// Ignores an item with an invalid key, because such a trip was never recorded.
  private static Decision removal(Image keys, boolean wasCompleted) {
    var fields = new FieldReader(keys);
    var key = key(fields);
    return fields.faults().isEmpty()
        ? new Decision.Removal(key, wasCompleted)
        : new Decision.Ignored();
  }

  private static TripKey key(FieldReader fields) {
    return new TripKey(fields.key("riderid"), fields.key("tripinfo"));
  }

  private static Decision completed(Image image) {
    var fields = new FieldReader(image);
    var key = key(fields);
    var rider = rider(fields, key);
    var driver = driver(fields);
    var pickup = stop(fields, "PICKUP");
    var dropoff = stop(fields, "DROPOFF");
    var ride = ride(fields);
    var fare = fare(fields);
    if (fields.faults().isEmpty() && dropoff.time().isBefore(pickup.time())) {
      fields.fault("DROPOFF_DATETIME", "is before PICKUP_DATETIME");
    }
    return fields.faults().isEmpty()
        ? new Decision.Recording(
            new CompletedTrip(key, rider, driver, pickup, dropoff, ride, fare), fields.omitted())
        : new Decision.Rejection(String.join("\n", fields.faults()));
  }

  private static Rider rider(FieldReader fields, TripKey key) {
    var email = fields.text("RIDER_EMAIL").orElse(key.riderEmail());
    if (!email.equals(key.riderEmail())) {
      fields.fault("RIDER_EMAIL", "differs from the key's riderid");
    }
    return new Rider(
        fields.id("RIDER_ID"),
        key.riderEmail(),
        fields.lenientText("RIDER_NAME"),
        fields.lenientText("RIDER_MOBILE"));
  }

  private static Driver driver(FieldReader fields) {
    return new Driver(
        fields.id("DRIVER_ID"),
        fields.lenientText("DRIVER_NAME"),
        fields.lenientText("DRIVER_EMAIL"),
        fields.lenientText("DRIVER_MOBILE"),
        fields.lenientText("VEHICLE_ID"),
        fields.lenientKnownCode("CAB_TYPE_ID", Codes.CAB_TYPES),
        fields.lenientCode("VENDOR_ID"));
  }

  private static Stop stop(FieldReader fields, String end) {
    return new Stop(
        fields.time(end + "_DATETIME"),
        fields.lenientMeasure(end + "_LONGITUDE", Limits.LONGITUDE),
        fields.lenientMeasure(end + "_LATITUDE", Limits.LATITUDE),
        fields.lenientCode(end + "_LOCATION_ID"));
  }

  private static Ride ride(FieldReader fields) {
    return new Ride(
        fields.lenientMeasure("TRIP_DISTANCE", Limits.MILES),
        fields.lenientCode("PASSENGER_COUNT"),
        fields.lenientKnownCode("RATE_CODE_ID", Codes.RATES),
        fields.code("PAYMENT_TYPET"),
        fields.lenientCode("TRIP_TYPE"),
        fields.lenientText("STORE_AND_FWD_FLAG"));
  }

  private static Fare fare(FieldReader fields) {
    return new Fare(
        fields.money("FARE_AMOUNT"),
        fields.money("EXTRA"),
        fields.money("MTA_TAX"),
        fields.money("TIP_AMOUNT"),
        fields.money("TOLLS_AMOUNT"),
        fields.moneyOr("EHAIL_FEE", Money.ZERO),
        fields.money("IMPROVEMENT_SURCHARGE"),
        fields.moneyOr("CONGESTION_SURCHARGE", Money.ZERO),
        fields.moneyOr("AIRPORT_FEE", Money.ZERO),
        fields.moneyOr("CBD_CONGESTION_FEE", Money.ZERO),
        fields.moneyOr("OTHER_AMOUNT", Money.ZERO),
        fields.money("TOTAL_AMOUNT"));
  }
}
