package farestream.tlc;

import farestream.trip.CompletedTrip;
import java.io.Closeable;
import java.util.Optional;

/// The trips of a plan as completed trips. They have the same keys, people and amounts as the trips
/// that a replay of the same file would book and complete.
public final class PastTrips implements Closeable {
  private final TripPlan.Pass pass;

  public PastTrips(TripPlan plan) {
    this.pass = plan.pass();
  }

  /// Returns the next trip; absent after the last one.
  public Optional<CompletedTrip> next() {
    for (var entry = pass.next(); entry.isPresent(); entry = pass.next()) {
      switch (entry.get()) {
        case TripPlan.Entry.Trip(var trip) -> {
          return Optional.of(completed(trip));
        }
        case TripPlan.Entry.Refused _ -> {}
      }
    }
    return Optional.empty();
  }

  private static CompletedTrip completed(PlannedTrip trip) {
    var record = trip.record();
    return new CompletedTrip(
        trip.key(),
        trip.rider(),
        trip.driver(),
        record.pickup(),
        record.dropoff(),
        record.ride(),
        record.fare());
  }

  @Override
  public void close() {
    pass.close();
  }
}
