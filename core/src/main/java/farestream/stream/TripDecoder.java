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
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.util.Optional;

/// Decides what happens to a change. A valid completed trip is recorded; one whose people, times or
/// amounts are invalid is quarantined with every fault. Other invalid attributes, such as names and
/// telephone numbers, are stored as null and reported. The attribute names are the workshop's.
public final class TripDecoder {
  private TripDecoder() {}

  public static Decision decide(TripChange change) {
    var wasCompleted =
        change.previous().flatMap(item -> item.text(TripAttribute.STATUS)).equals(COMPLETED);
    if (change.current().isEmpty()) {
      return removal(change.keys(), wasCompleted);
    }
    var image = change.current().get();
    if (image.attribute(TripAttribute.STATUS).isEmpty() && !wasCompleted) {
      return new Decision.Ignored();
    }
    var status = image.text(TripAttribute.STATUS).flatMap(TripStatus::of);
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
        .attribute(TripAttribute.STATUS)
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
    return new TripKey(fields.key(TripAttribute.RIDERID), fields.key(TripAttribute.TRIPINFO));
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
      fields.fault(TripAttribute.DROPOFF_DATETIME, "is before PICKUP_DATETIME");
    }
    return fields.faults().isEmpty()
        ? new Decision.Recording(
            new CompletedTrip(key, rider, driver, pickup, dropoff, ride, fare), fields.omitted())
        : new Decision.Rejection(String.join("\n", fields.faults()));
  }

  private static Rider rider(FieldReader fields, TripKey key) {
    var email = fields.text(TripAttribute.RIDER_EMAIL).orElse(key.riderEmail());
    if (!email.equals(key.riderEmail())) {
      fields.fault(TripAttribute.RIDER_EMAIL, "differs from the key's riderid");
    }
    return new Rider(
        fields.id(TripAttribute.RIDER_ID),
        key.riderEmail(),
        fields.lenientText(TripAttribute.RIDER_NAME),
        fields.lenientText(TripAttribute.RIDER_MOBILE));
  }

  private static Driver driver(FieldReader fields) {
    return new Driver(
        fields.id(TripAttribute.DRIVER_ID),
        fields.lenientText(TripAttribute.DRIVER_NAME),
        fields.lenientText(TripAttribute.DRIVER_EMAIL),
        fields.lenientText(TripAttribute.DRIVER_MOBILE),
        fields.lenientText(TripAttribute.VEHICLE_ID),
        fields.lenientKnownCode(TripAttribute.CAB_TYPE_ID, Codes.CAB_TYPES),
        fields.lenientCode(TripAttribute.VENDOR_ID));
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
        fields.lenientMeasure(TripAttribute.TRIP_DISTANCE, Limits.MILES),
        fields.lenientCode(TripAttribute.PASSENGER_COUNT),
        fields.lenientKnownCode(TripAttribute.RATE_CODE_ID, Codes.RATES),
        fields.code(TripAttribute.PAYMENT_TYPE),
        fields.lenientCode(TripAttribute.TRIP_TYPE),
        fields.lenientText(TripAttribute.STORE_AND_FWD_FLAG));
  }

  private static Fare fare(FieldReader fields) {
    return new Fare(
        fields.money(TripAttribute.FARE_AMOUNT),
        fields.money(TripAttribute.EXTRA),
        fields.money(TripAttribute.MTA_TAX),
        fields.money(TripAttribute.TIP_AMOUNT),
        fields.money(TripAttribute.TOLLS_AMOUNT),
        fields.moneyOr(TripAttribute.EHAIL_FEE, Money.ZERO),
        fields.money(TripAttribute.IMPROVEMENT_SURCHARGE),
        fields.moneyOr(TripAttribute.CONGESTION_SURCHARGE, Money.ZERO),
        fields.moneyOr(TripAttribute.AIRPORT_FEE, Money.ZERO),
        fields.moneyOr(TripAttribute.CBD_CONGESTION_FEE, Money.ZERO),
        fields.moneyOr(TripAttribute.OTHER_AMOUNT, Money.ZERO),
        fields.money(TripAttribute.TOTAL_AMOUNT));
  }
}
