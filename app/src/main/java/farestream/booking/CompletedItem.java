package farestream.booking;

import farestream.trip.CompletedTrip;
import java.util.regex.Pattern;

/// Builds the item of a completed trip, with every attribute that booking, accepting and
/// completing it would have written.
public final class CompletedItem {
  private static final Pattern NUMBER = Pattern.compile(".*,(\\d{7})");

  private CompletedItem() {}

  /// @param trip its tripinfo must end in a comma and 7 digits
  public static TripItem of(CompletedTrip trip) {
    var tripInfo = NUMBER.matcher(trip.key().tripInfo());
    if (!tripInfo.matches()) {
      throw new IllegalArgumentException("tripinfo without a number: " + trip.key().tripInfo());
    }
    var item =
        TripBooking.attributes(
                trip.rider(), trip.pickup().time(), Integer.parseInt(tripInfo.group(1)))
            .values();
    item.putAll(TripAcceptance.attributes(trip.driver(), trip.pickup(), trip.ride()).values());
    item.putAll(TripCompletion.attributes(trip.dropoff(), trip.ride(), trip.fare()).values());
    item.putAll(TripsTable.keyOf(trip.key()));
    return new TripItem(item);
  }
}
