package farestream.simulate;

import farestream.booking.TripBooking;
import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Rider;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import java.time.Duration;
import java.time.Instant;

/// A planned ride: everything of a trip but its driver, and how it ends if a driver accepts it. All
/// times are the city's.
///
/// @param number the 7 digits of its tripinfo, as a number
/// @param from the location of the pick-up
/// @param to the location of the drop-off
/// @param contested whether the two nearest drivers accept it concurrently
record RideRequest(
    Rider rider,
    Instant bookedAt,
    int number,
    Stop pickup,
    Location from,
    Stop dropoff,
    Location to,
    Ride ride,
    Fare fare,
    Fate fate,
    boolean contested) {
  /// How long after booking riders cancel. An assumption.
  private static final Duration CALLS_OFF_AFTER = Duration.ofMinutes(5);

  /// How long drivers wait for a rider who doesn't come. An assumption.
  private static final Duration WAITS_FOR = Duration.ofMinutes(5);

  /// How a ride ends if a driver accepts it.
  enum Fate {
    RIDES,
    CALLED_OFF_BEFORE_ACCEPTED,
    CALLED_OFF_AFTER_ACCEPTED,
    NO_SHOW
  }

  TripKey key() {
    return TripBooking.key(rider, pickup.time(), number);
  }

  /// Returns when the driver is free again, if one has accepted.
  Instant over() {
    return switch (fate) {
      case RIDES -> dropoff.time();
      case NO_SHOW -> pickup.time().plus(WAITS_FOR);
      case CALLED_OFF_BEFORE_ACCEPTED, CALLED_OFF_AFTER_ACCEPTED -> bookedAt.plus(CALLS_OFF_AFTER);
    };
  }

  /// Returns where the driver is when he is free again.
  Location endsAt() {
    return fate == Fate.RIDES ? to : from;
  }
}
