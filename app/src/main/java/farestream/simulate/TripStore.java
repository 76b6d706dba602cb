package farestream.simulate;

import farestream.booking.TripAcceptance;
import farestream.booking.TripBooking;
import farestream.booking.TripCancellation;
import farestream.booking.TripCompletion;
import farestream.booking.TripsTable;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The steps of a trip's life in the trips table, timed, and so many at once. Thread-safe.
final class TripStore {
  /// The local DynamoDB commits in groups what waits together; with more requests at once nothing
  /// is done sooner, and all that grows is the time that each one waits.
  static final int AT_ONCE = 16;

  private final TripsTable table;
  private final Latencies latencies;
  private final Semaphore free = new Semaphore(AT_ONCE);

  TripStore(TripsTable table, Latencies latencies) {
    this.table = table;
    this.latencies = latencies;
  }

  TripBooking.Outcome book(RideRequest booking) {
    return timed(
        Latencies.Step.BOOK,
        () -> TripBooking.run(table, booking.rider(), booking.pickup().time(), booking.number()));
  }

  TripAcceptance.Outcome accept(RideRequest booking, Cab cab) {
    return timed(
        Latencies.Step.ACCEPT,
        () ->
            TripAcceptance.run(
                table,
                booking.key(),
                cab.driver(),
                booking.pickup(),
                booking.ride(),
                cab.lastTrip()));
  }

  TripCompletion.Outcome complete(RideRequest booking, long driver) {
    return timed(
        Latencies.Step.COMPLETE,
        () ->
            TripCompletion.run(
                table, booking.key(), driver, booking.dropoff(), booking.ride(), booking.fare()));
  }

  TripCancellation.Outcome cancel(RideRequest booking, String by, String reason, Instant at) {
    return timed(
        Latencies.Step.CANCEL,
        () -> TripCancellation.run(table, booking.key(), by, Optional.of(reason), at));
  }

  private <T> T timed(Latencies.Step step, Supplier<T> request) {
    free.acquireUninterruptibly();
    try {
      var began = System.nanoTime();
      var outcome = request.get();
      latencies.add(step, System.nanoTime() - began);
      return outcome;
    } finally {
      free.release();
    }
  }
}
