package farestream.simulate;

import farestream.booking.TripBooking;
import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Rider;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import java.time.Duration;
import java.time.Instant;

/// What a rider wants and what becomes of it if a cab comes: all of a trip but its driver.
///
/// @param bookedAt in the city's time, like all others
/// @param number the 7 digits of its tripinfo
/// @param contested the two nearest drivers press at the same moment
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
  /// Assumptions: how soon riders call off, and how long drivers wait for one who isn't there.
  private static final Duration CALLS_OFF_AFTER = Duration.ofMinutes(5);

  private static final Duration WAITS_FOR = Duration.ofMinutes(5);

  /// How it ends where a cab comes.
  enum Fate {
    RIDES,
    CALLED_OFF_BEFORE_ACCEPTED,
    CALLED_OFF_AFTER_ACCEPTED,
    NO_SHOW
  }

  TripKey key() {
    return TripBooking.key(rider, pickup.time(), number);
  }

  /// When its driver is free again, once one has accepted.
  Instant over() {
    return switch (fate) {
      case RIDES -> dropoff.time();
      case NO_SHOW -> pickup.time().plus(WAITS_FOR);
      case CALLED_OFF_BEFORE_ACCEPTED, CALLED_OFF_AFTER_ACCEPTED -> bookedAt.plus(CALLS_OFF_AFTER);
    };
  }

  /// Where its driver is then.
  Location endsAt() {
    return fate == Fate.RIDES ? to : from;
  }
}
