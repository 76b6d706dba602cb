package farestream.tlc;

import farestream.booking.TripBooking;
import farestream.trip.Driver;
import farestream.trip.Rider;
import farestream.trip.TripKey;

/// A record with its rider, driver and key: all that is needed to book, accept and complete it.
///
/// @param line the record's line in its file, from 1
/// @param number the 7 digits of its tripinfo, as a number
public record PlannedTrip(long line, TlcRecord record, Rider rider, Driver driver, int number) {

  public TripKey key() {
    return TripBooking.key(rider, record.pickup().time(), number);
  }
}
