package farestream.tlc;

import farestream.trip.CompletedTrip;
import java.io.Closeable;
import java.util.Optional;

/// A plan's trips as they are when they are over: what a replay of the same file would have carried
/// through their lives, with the same keys, people and figures.
public final class PastTrips implements Closeable {
  private final TripPlan.Pass pass;

  public PastTrips(TripPlan plan) {
    this.pass = plan.pass();
  }

  /// Absent at the end.
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
