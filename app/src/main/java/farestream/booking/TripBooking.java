package farestream.booking;

import farestream.trip.Rider;
import farestream.trip.TripAttribute;
import farestream.trip.TripKey;
import farestream.trip.TripStatus;
import java.time.Instant;
import java.util.Map;

/// Books a trip for a rider.
public final class TripBooking {
  private TripBooking() {}

  /// The result of booking.
  public sealed interface Outcome {
    record Booked(TripItem trip) implements Outcome {}

    /// A trip with this rider and tripinfo exists already.
    record AlreadyExists(TripItem trip) implements Outcome {}
  }

  /// Returns the key of a trip that is booked.
  ///
  /// @param pickup the requested pick-up time
  /// @param number 0 to 9,999,999; distinguishes trips of one rider with the same pick-up time
  public static TripKey key(Rider rider, Instant pickup, int number) {
    return new TripKey(rider.email(), "%s,%07d".formatted(pickup, number));
  }

  public static Outcome run(TripsTable table, Rider rider, Instant pickup, int number) {
    var key = key(rider, pickup, number);
    return switch (table.change(
        key,
        attributes(rider, pickup, number).values(),
        "attribute_not_exists(#STATUS)",
        Map.of())) {
      case TripsTable.Change.Done(var trip) -> new Outcome.Booked(trip);
      case TripsTable.Change.Refused(var trip) -> new Outcome.AlreadyExists(trip.orElseThrow());
    };
  }

  static Attributes attributes(Rider rider, Instant pickup, int number) {
    return new Attributes()
        .status(TripStatus.BOOKED)
        .number(TripAttribute.RIDER_ID, rider.id())
        .text(TripAttribute.RIDER_NAME, rider.name())
        .text(TripAttribute.RIDER_EMAIL, rider.email())
        .text(TripAttribute.RIDER_MOBILE, rider.mobile())
        .time(TripAttribute.PICKUP_DATETIME, pickup)
        .number(TripAttribute.ID, number);
  }
}
