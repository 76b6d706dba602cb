package farestream.city;

import farestream.booking.Book;
import farestream.trip.Fare;
import farestream.trip.Ride;
import farestream.trip.Rider;
import farestream.trip.Stop;
import farestream.trip.TripKey;
import java.time.Instant;

/// What a rider wants and what becomes of it if a cab comes: all of a trip but its driver.
///
/// @param bookedAt in the city's time, like all others
/// @param number the 7 digits of its tripinfo
/// @param contested the two nearest drivers press at the same moment
record Booking(
    Rider rider,
    Instant bookedAt,
    int number,
    Stop pickup,
    Place from,
    Stop dropoff,
    Place to,
    Ride ride,
    Fare fare,
    Fate fate,
    boolean contested) {

  /// How it ends where a cab comes.
  enum Fate {
    RIDES,
    CALLED_OFF_BEFORE_ACCEPTED,
    CALLED_OFF_AFTER_ACCEPTED,
    NO_SHOW
  }

  TripKey key() {
    return Book.key(rider, pickup.time(), number);
  }
}
