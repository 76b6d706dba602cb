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

/// Decides on a change: a completed trip is recorded, or quarantined with every fault named. Faults
/// are what people, times and money depend on; what else can't be, names and telephone
/// numbers included, is left blank, and named. The attributes are the workshop's.
public final class TripDecoder {
  private TripDecoder() {}

  public static Decision decide(TripChange change) {
    var wasCompleted = change.former().flatMap(former -> former.text("STATUS")).equals(COMPLETED);
    if (change.current().isEmpty()) {
      return removal(change.keys(), wasCompleted);
    }
    var image = change.current().get();
    if (image.attribute("STATUS").isEmpty() && !wasCompleted) {
      return new Decision.Ignored();
    }
    var status = image.text("STATUS").flatMap(TripStatus::of);
    if (status.isEmpty()) {
      return new Decision.Rejection(noStatus(image));
    }
    return switch (status.get()) {
      case COMPLETED -> completed(image);
      case BOOKED, IN_PROGRESS, CANCELLED ->
          wasCompleted
              ? new Decision.Rejection(
                  "was Completed and is now " + status.get().text() + ": a completed trip stays so")
              : new Decision.Ignored();
    };
  }

  private static final Optional<String> COMPLETED = Optional.of(TripStatus.COMPLETED.text());

  /// Without one it was Completed before: else it would be no trip yet.
  private static String noStatus(Image image) {
    return image
        .attribute("STATUS")
        .map(value -> "STATUS " + Sanitized.of(value) + " is none of " + TripStatus.texts())
        .orElse("was Completed and has no STATUS now: a completed trip stays so");
  }

  /// A key that can't be read was never recorded.
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
            new CompletedTrip(key, rider, driver, pickup, dropoff, ride, fare), fields.blanked())
        : new Decision.Rejection(String.join("\n", fields.faults()));
  }

  private static Rider rider(FieldReader fields, TripKey key) {
    var email = fields.text("RIDER_EMAIL").orElse(key.riderEmail());
    if (!email.equals(key.riderEmail())) {
      fields.fault("RIDER_EMAIL", "is not the key's riderid");
    }
    return new Rider(
        fields.id("RIDER_ID"),
        key.riderEmail(),
        fields.textOrBlank("RIDER_NAME"),
        fields.textOrBlank("RIDER_MOBILE"));
  }

  private static Driver driver(FieldReader fields) {
    return new Driver(
        fields.id("DRIVER_ID"),
        fields.textOrBlank("DRIVER_NAME"),
        fields.textOrBlank("DRIVER_EMAIL"),
        fields.textOrBlank("DRIVER_MOBILE"),
        fields.textOrBlank("VEHICLE_ID"),
        fields.knownOrBlank("CAB_TYPE_ID", Codes.CAB_TYPES),
        fields.codeOrBlank("VENDOR_ID"));
  }

  private static Stop stop(FieldReader fields, String end) {
    return new Stop(
        fields.time(end + "_DATETIME"),
        fields.measureOrBlank(end + "_LONGITUDE", Limits.LONGITUDE),
        fields.measureOrBlank(end + "_LATITUDE", Limits.LATITUDE),
        fields.codeOrBlank(end + "_LOCATION_ID"));
  }

  private static Ride ride(FieldReader fields) {
    return new Ride(
        fields.measureOrBlank("TRIP_DISTANCE", Limits.MILES),
        fields.codeOrBlank("PASSENGER_COUNT"),
        fields.knownOrBlank("RATE_CODE_ID", Codes.RATES),
        fields.code("PAYMENT_TYPET"),
        fields.codeOrBlank("TRIP_TYPE"),
        fields.textOrBlank("STORE_AND_FWD_FLAG"));
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
