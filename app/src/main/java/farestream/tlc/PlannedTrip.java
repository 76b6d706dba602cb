package farestream.tlc;

import farestream.booking.TripBooking;
import farestream.trip.Driver;
import farestream.trip.Rider;
import farestream.trip.TripKey;

/// A record with its people and its key: all that is needed to book, accept and complete it.
///
/// @param line the record's in its file
/// @param number the 7 digits of its tripinfo
public record PlannedTrip(long line, TlcRecord record, Rider rider, Driver driver, int number) {

  public TripKey key() {
    return TripBooking.key(rider, record.pickup().time(), number);
  }
}
