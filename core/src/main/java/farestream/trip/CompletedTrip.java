package farestream.trip;

/// A trip that has ended: what the ledger records and billing bills.
public record CompletedTrip(
    TripKey key, Rider rider, Driver driver, Stop pickup, Stop dropoff, Ride ride, Fare fare) {

  public CompletedTrip {
    if (dropoff.time().isBefore(pickup.time())) {
      throw new IllegalArgumentException("a trip can't end before it begins");
    }
    if (!key.riderEmail().equals(rider.email())) {
      throw new IllegalArgumentException("a trip's key names its rider");
    }
  }
}
