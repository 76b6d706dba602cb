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

/// Runs the steps of a trip in the trips table, limits their concurrency and measures their
/// latency. Thread-safe.
final class TripStore {
  /// The most concurrent requests. The local DynamoDB commits waiting requests in groups; more of
  /// them don't raise the throughput and only wait longer.
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

  TripCancellation.Outcome cancel(RideRequest booking, String reason, Instant at) {
    return timed(
        Latencies.Step.CANCEL,
        () -> TripCancellation.run(table, booking.key(), Optional.of(reason), at));
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
