package farestream.trip;

/// A completed trip, as the ledger records and bills it.
public record CompletedTrip(
    TripKey key, Rider rider, Driver driver, Stop pickup, Stop dropoff, Ride ride, Fare fare) {

  public CompletedTrip {
    if (dropoff.time().isBefore(pickup.time())) {
      throw new IllegalArgumentException("the drop-off is before the pick-up");
    }
    if (!key.riderEmail().equals(rider.email())) {
      throw new IllegalArgumentException("the rider's email differs from the trip's key");
    }
  }
}
